// When somebody is asked by a plan, and what becomes of a prompt. Decides only.
import { localDay } from '../../schedule/local-day.ts';
import type { Hours } from '../../schedule/reach.ts';
import { mayReach, worked } from '../../schedule/reach.ts';
import { nextOccurrence, type Weekday } from '../../schedule/rule.ts';

/** Questions of ours, beside the mood: each a sentence that somebody agrees with, more or less. */
export const libraryQuestions = ['rest', 'breaks', 'team', 'workload', 'voice', 'meaning'] as const;
export type LibraryQuestion = (typeof libraryQuestions)[number];
/** In words: a coordinator's own. */
export type Question = { kind: 'library'; key: LibraryQuestion } | { kind: 'own'; words: string };
export const mostQuestions = 2;
export const questionLimit = 150;
/** How far somebody agrees: 1 not at all, 5 completely. */
export const agreements = [1, 2, 3, 4, 5] as const;
export type Agreement = (typeof agreements)[number];

export const isLibraryQuestion = (value: unknown): value is LibraryQuestion =>
  libraryQuestions.some((key) => key === value);
export const isAgreement = (value: unknown): value is Agreement => agreements.some((step) => step === value);

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];
export const isWeekday = (value: unknown): value is Weekday => weekdays.some((day) => day === value);

/** `at`: 'HH:MM' of each person's own day; by shifts it is for whoever told us none. */
export type Timing = { days: readonly Weekday[]; at: string; starts: 'time' | 'shift' };

/** `shiftEnd`: they chose to be asked when their shift ends. `lastDay`: the latest local day that is settled, as an ISO date. */
export type Own = { shiftEnd: boolean; pausedUntil: string | null; lastDay: string | null };

/** `day`: the local day that it is for, whenever it arrives. `at` in epoch ms. */
export type Ask = { day: string; at: number };

const hourMs = 3_600_000;
/** What falls due while nobody is there to do it is still done so late; then the day goes by. */
export const lateMs = 2 * hourMs;
/** So long after a shift nobody has fallen asleep yet. */
const awakeMs = hourMs / 2;
export const openMs = 20 * hourMs;
export const remindMs = 4 * hourMs;
/** Where nothing can be foreseen, somebody looks again. */
export const lookAgainMs = 24 * hourMs;

const startOf = (day: string, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;

/** The first of this person's after this moment, of a day that is not settled yet; undefined where none can be foreseen. */
export function nextAsk(timing: Timing, hours: Hours, own: Own, after: number): Ask | undefined {
  const { zone } = hours;
  const from = Math.max(
    after,
    ...[own.pausedUntil, hours.pausedUntil].flatMap((day) => (day ? [startOf(day, zone) - 1] : [])),
  );
  const isNew = ({ day }: Ask): boolean => own.lastDay === null || day > own.lastDay;
  if (isByShifts(timing, hours, own, from))
    return worked(hours)
      .map(({ start, end }) => ({ day: localDay(start, zone).toString(), at: own.shiftEnd ? end : start }))
      .filter((ask) => ask.at > from && isNew(ask) && timing.days.includes(weekdayOf(ask.day)))
      .toSorted((one, other) => one.at - other.at)[0];
  for (let last = from; ; ) {
    const next = nextOccurrence(timing, zone, last);
    if (!next) return undefined;
    const ask = { day: next.key, at: next.at };
    if (isNew(ask)) return ask;
    last = next.at;
  }
}

/**
 * The same as of now, for somebody whose hours have changed. `pending`: the local day for which it was planned before. What was due on
 * it already waits for them still: nobody has asked them, and nobody was late.
 */
export function askAnew(
  timing: Timing,
  hours: Hours,
  own: Own,
  pending: string | null,
  now: number,
): Ask | undefined {
  const ask = pending === null ? undefined : nextAsk(timing, hours, own, startOf(pending, hours.zone) - 1);
  if (
    ask?.day === pending &&
    ask.at <= now &&
    (!isByShifts(timing, hours, own, ask.at - 1) || now - ask.at <= lateMs)
  ) {
    const at = reachFrom(now, hours, own, ask);
    if (at !== undefined) return { day: ask.day, at };
  }
  return nextAsk(timing, hours, own, now);
}

/** Where shifts are known no further, the time counts. */
const isByShifts = (timing: Timing, hours: Hours, own: Own, after: number): boolean =>
  (own.shiftEnd || timing.starts === 'shift') &&
  hours.shifts.some(({ start, end }) => (own.shiftEnd ? end : start) > after);

const weekdayOf = (day: string): Weekday => {
  const { dayOfWeek } = Temporal.PlainDate.from(day);
  if (!isWeekday(dayOfWeek)) throw new Error('a week has seven days');
  return dayOfWeek;
};

export type Verdict =
  | { kind: 'ask' }
  /** Not just now: from then on, on the same day of theirs. */
  | { kind: 'later'; at: number }
  /** Not on this day at all: they are away, or the day is over before they may be reached. */
  | { kind: 'not-today' }
  /** It could have been done, and nobody was there to do it. */
  | { kind: 'missed' };

/** What becomes of one that was to be asked at `due`, now. */
export function verdictOf(
  { day, due }: { day: string; due: number },
  hours: Hours,
  own: Own,
  now: number,
): Verdict {
  if (now - due > lateMs) return { kind: 'missed' };
  const moment = reachFrom(now, hours, own, { day, at: due });
  // In time they would have been reached: nobody was there to do it.
  if (moment === undefined)
    return reachFrom(due, hours, own, { day, at: due }) === due ? { kind: 'missed' } : { kind: 'not-today' };
  return moment <= now ? { kind: 'ask' } : { kind: 'later', at: moment };
}

/** When it reaches them if nothing changes; undefined where that day goes by. */
export const arrival = (ask: Ask, hours: Hours, own: Own): number | undefined =>
  reachFrom(ask.at, hours, own, ask);

function reachFrom(at: number, hours: Hours, own: Own, { day, at: due }: Ask): number | undefined {
  if (own.pausedUntil !== null && localDay(at, hours.zone).toString() < own.pausedUntil) return undefined;
  const verdict = mayReach(hours, at);
  if (verdict.may) return at;
  // The end of a shift is where sleep begins, and they chose to be asked then. Later they sleep.
  if (
    own.shiftEnd &&
    hours.shifts.length > 0 &&
    at - due <= awakeMs &&
    ['sleep', 'quiet'].includes(verdict.because)
  )
    return at;
  const { next } = verdict;
  if (next === null || ['paused', 'dayOff', 'holiday'].includes(verdict.because)) return undefined;
  return localDay(next, hours.zone).toString() === day ? next : undefined;
}

/** The first moment from this one on at which they may be reached; undefined where none can be foreseen. */
export function reachable(hours: Hours, at: number): number | undefined {
  const verdict = mayReach(hours, at);
  return verdict.may ? at : (verdict.next ?? undefined);
}

/** When to remind whoever was asked then and has not answered; undefined where they may not be reached in time. */
export function reminderAt(asked: number, hours: Hours): number | undefined {
  const moment = reachable(hours, asked + remindMs);
  return moment !== undefined && moment < asked + openMs - hourMs ? moment : undefined;
}
