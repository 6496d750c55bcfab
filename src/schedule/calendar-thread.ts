// A thread of its own, which reads one calendar and ends: calendar-apart.ts begins it.
import { parentPort, workerData } from 'node:worker_threads';
import { readCalendar, type Window } from './calendar.ts';

const { text, zone, window } = workerData as { text: string; zone: string; window: Window };
parentPort?.postMessage(readCalendar(text, zone, window));
