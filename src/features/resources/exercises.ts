// Short exercises as data: whoever adds one adds its words to the catalogue, and nothing else. Nothing clinical, and no promise
// of what they do.
import type { Key } from '../../words/speak.ts';

export type Exercise = {
  id: string;
  title: Key;
  /** When it may suit, and how long it takes. */
  about: Key;
  /** One on the screen at a time; at least two. */
  steps: readonly Key[];
};

export const breathing: Exercise = {
  id: 'breathing',
  title: 'resources.breathing',
  about: 'resources.breathing-about',
  steps: [
    'resources.breathing-1',
    'resources.breathing-2',
    'resources.breathing-3',
    'resources.breathing-4',
    'resources.breathing-5',
  ],
};

export const exercises: readonly Exercise[] = [
  breathing,
  {
    id: 'senses',
    title: 'resources.senses',
    about: 'resources.senses-about',
    steps: [
      'resources.senses-1',
      'resources.senses-2',
      'resources.senses-3',
      'resources.senses-4',
      'resources.senses-5',
    ],
  },
  {
    id: 'hard-case',
    title: 'resources.hard-case',
    about: 'resources.hard-case-about',
    steps: [
      'resources.hard-case-1',
      'resources.hard-case-2',
      'resources.hard-case-3',
      'resources.hard-case-4',
      'resources.hard-case-5',
      'resources.hard-case-6',
    ],
  },
  {
    id: 'rest',
    title: 'resources.rest',
    about: 'resources.rest-about',
    steps: [
      'resources.rest-1',
      'resources.rest-2',
      'resources.rest-3',
      'resources.rest-4',
      'resources.rest-5',
    ],
  },
];

/** Where somebody is in an exercise; `step` counts from 0. Travels in the buttons, and is kept nowhere. */
export type Spot = { exercise: Exercise; step: number };

export const carriedBy = ({ exercise, step }: Spot): string => `${exercise.id} ${step}`;

/** What a button brought back may be anything. */
export function spotOf(value: string): Spot | undefined {
  const [id = '', digits = ''] = value.split(' ');
  const exercise = exercises.find((one) => one.id === id);
  const step = /^\d{1,2}$/.test(digits) ? Number(digits) : Number.NaN;
  return exercise && step < exercise.steps.length ? { exercise, step } : undefined;
}
