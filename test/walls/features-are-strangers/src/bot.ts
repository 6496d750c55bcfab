import { answer } from './features/checkins/handlers.ts';
import { lines } from './features/help/lines.ts';

export const bot = [answer, lines];
