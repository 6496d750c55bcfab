// What a check-in is, and what follows from it. Decides only.
import type { Chart } from '../../chat/card.ts';

/** 1 is the hardest, 5 the best. Each has words: `mood.1` to `mood.5`. */
export const moods = [1, 2, 3, 4, 5] as const;
export type Mood = (typeof moods)[number];

export const topics = ['workload', 'hard-case', 'sleep', 'conflict', 'home', 'something-good'] as const;
export type Topic = (typeof topics)[number];

export const noteLimit = 2_000;

/**
 * What a person told us, as it is sealed. `also`: what a plan asks beside the mood, in the words in which it was asked, and how far
 * they agree, 1 (not at all) to 5 (completely).
 */
export type Told = {
  mood: Mood;
  topic?: Topic;
  note?: string;
  also?: readonly { asked: string; agrees: number }[];
};

export type Checkin = { id: string; at: number; told: Told };

/** Whoever asks again this soon means the same moment: the answer changes, it does not double. */
export const momentMs = 60 * 60_000;

export const isMood = (value: unknown): value is Mood => moods.some((mood) => mood === value);
export const isTopic = (value: unknown): value is Topic => topics.some((topic) => topic === value);

/** Whether a check-in at `now` changes the one at `last` (epoch ms). */
export const isSameMoment = (last: number, now: number): boolean => Math.abs(now - last) < momentMs;

/** How somebody's days were: the mean mood of each of the last `days` local days, oldest first; null where they told nothing. */
export function dailyMoods(
  checkins: readonly Checkin[],
  now: number,
  timeZone: string,
  days: number,
): readonly { day: string; mood: number | null }[] {
  const dayOf = (at: number): Temporal.PlainDate =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const told = new Map<string, number[]>();
  for (const { at, told: answer } of checkins) {
    const day = dayOf(at).toString();
    told.set(day, [...(told.get(day) ?? []), answer.mood]);
  }
  const today = dayOf(now);
  return Array.from({ length: days }, (_, index) => {
    const day = today.subtract({ days: days - 1 - index }).toString();
    const moodsOfDay = told.get(day);
    return {
      day,
      mood: moodsOfDay ? moodsOfDay.reduce((sum, mood) => sum + mood, 0) / moodsOfDay.length : null,
    };
  });
}

/** Where the second half of the days lies against the first; undefined with fewer than four days told. */
export function direction(days: readonly { mood: number | null }[]): 'lower' | 'same' | 'higher' | undefined {
  const told = days.flatMap(({ mood }) => (mood === null ? [] : [mood]));
  if (told.length < 4) return undefined;
  const half = Math.floor(told.length / 2);
  const mean = (list: readonly number[]): number => list.reduce((sum, mood) => sum + mood, 0) / list.length;
  const difference = mean(told.slice(-half)) - mean(told.slice(0, half));
  if (Math.abs(difference) < 0.5) return 'same';
  return difference > 0 ? 'higher' : 'lower';
}

export const trendOf = (
  days: readonly { day: string; mood: number | null }[],
  words: { title: string; steps: readonly string[]; day: (iso: string) => string },
): Chart => ({
  kind: 'trend',
  title: words.title,
  top: moods.length,
  steps: words.steps,
  points: days.map(({ day, mood }) => ({ day, label: words.day(day), value: mood })),
});

const mostOnPage = 10;
/** What is private must fit onto one screen of every platform: the rest of it may not follow in messages. */
const mostNotesOnPage = 2 * noteLimit;

/** The next page after the `from` that were seen already: at most ten, fewer where their notes are long. */
export function pageOfHistory(checkins: readonly Checkin[], from: number): readonly Checkin[] {
  let notes = 0;
  const rest = checkins.slice(from, from + mostOnPage);
  const full = rest.findIndex(({ told }) => {
    notes += told.note?.length ?? 0;
    return notes > mostNotesOnPage;
  });
  return full === -1 ? rest : rest.slice(0, full);
}
