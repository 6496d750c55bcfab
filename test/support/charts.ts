// Charts to draw: a person's moods over so many days, with gaps.
import type { Chart } from '../../src/chat/card.ts';

export const englishSteps = [
  'Really struggling',
  'Struggling',
  'Getting by',
  'Doing all right',
  'Doing well',
];
export const spanishSteps = [
  'Muy mal, no puedo más',
  'Mal, me cuesta',
  'Ni bien ni mal',
  'Bastante bien',
  'Muy bien',
];

const moods = [3, 4, 2, null, 3, 4, 5, 4, null, null, 2, 1, 2, 3, 3, 4, null, 4, 5, 4, 3, 2, null, 3];

export function chartOf(days: number, change: Partial<Chart> = {}, language = 'en'): Chart {
  const points = Array.from({ length: days }, (_, i) => {
    const day = Temporal.PlainDate.from('2026-10-23').add({ days: i });
    return {
      day: day.toString(),
      label: day.toLocaleString(language, { month: 'short', day: 'numeric' }),
      value: moods[i % moods.length] ?? null,
    };
  });
  return { kind: 'trend', title: 'How you have been', top: 5, steps: englishSteps, points, ...change };
}
