// When somebody may be reached, as they tell it: shifts, days off, a pause. Each a form of its own.
import type { Context, FormShape, Reply } from '../../chat/feature.ts';
import type { Answers } from '../../chat/form.ts';
import { waitForHours } from '../../delivery/unasked.ts';
import { type Told, tellHours, toldHours } from '../../people/hours.ts';
import { localDay } from '../../schedule/local-day.ts';
import { readPattern } from '../../schedule/shift-pattern.ts';
import { offForm, patternRefused, pauseForm, shiftsForm } from './hours-cards.ts';
import { showSettings } from './show.ts';

const longestOff = 60;
const longestPause = 366;

export const hours: Readonly<Record<'shifts' | 'off' | 'pause', FormShape>> = {
  shifts: {
    draw: async ({ tx, person, say }) => shiftsForm(say, await toldHours(tx, person.id)),
    sent: saveShifts,
  },
  off: { draw: async ({ tx, person, say }) => offForm(say, await toldHours(tx, person.id)), sent: saveOff },
  pause: {
    draw: async ({ tx, person, say }) => pauseForm(say, await toldHours(tx, person.id)),
    sent: savePause,
  },
};

const refused = (errors: Readonly<Record<string, string>>): Reply => ({ answer: { kind: 'errors', errors } });

/** What waits to be sent to them keeps to it at once. */
async function keep(context: Context, told: Partial<Told>): Promise<Reply> {
  const { tx, person, now } = context;
  await tellHours(tx, person, told, now);
  await waitForHours(tx, person.id, now);
  return showSettings(context, 'replace');
}

async function saveShifts(context: Context, { pattern, sleep }: Answers): Promise<Reply> {
  const typed = typeof pattern === 'string' ? pattern.trim() : '';
  const sleepHours = typeof sleep === 'number' ? sleep : 8;
  if (typed === '') return keep(context, { pattern: null, sleepHours });
  const read = readPattern(typed);
  if (read.kind === 'wrong') return refused({ pattern: patternRefused(context.say, read) });
  return keep(context, { pattern: typed, sleepHours });
}

const dateIn = (answer: Answers[string] | undefined): Temporal.PlainDate | undefined =>
  typeof answer === 'string' && answer !== '' ? Temporal.PlainDate.from(answer) : undefined;

const todayOf = ({ now, say }: Context): Temporal.PlainDate => localDay(now, say.timeZone);

async function saveOff(context: Context, { weekdays, from, until }: Answers): Promise<Reply> {
  const { say } = context;
  const weekdaysOff = (Array.isArray(weekdays) ? weekdays : [])
    .map(Number)
    .filter((day) => day >= 1 && day <= 7);
  const first = dateIn(from) ?? dateIn(until);
  const last = dateIn(until) ?? first;
  if (!first || !last) return keep(context, { weekdaysOff, daysOff: [] });
  const days = first.until(last, { largestUnit: 'days' }).days + 1;
  if (days < 1) return refused({ until: say('hours.off-order') });
  if (days > longestOff) return refused({ until: say('hours.off-long', { most: longestOff }) });
  const daysOff = Array.from({ length: days }, (_, index) => first.add({ days: index }).toString());
  return keep(context, { weekdaysOff, daysOff });
}

async function savePause(context: Context, { until }: Answers): Promise<Reply> {
  const day = dateIn(until);
  if (!day) return keep(context, { pausedUntil: null });
  const days = todayOf(context).until(day, { largestUnit: 'days' }).days;
  if (days < 1 || days > longestPause) return refused({ until: context.say('prompt.pause-when') });
  return keep(context, { pausedUntil: day.toString() });
}
