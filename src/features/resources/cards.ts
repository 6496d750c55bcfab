// How the exercises look: one step on the screen at a time. Arranges; the catalogue speaks.
import { type Block, type Button, buttons, type Card, heading, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Speaker } from '../../words/speak.ts';
import { carriedBy, type Exercise, exercises, type Spot } from './exercises.ts';

export const breatheButton = (say: Speaker): Button => verbButton('breathe', say('command.breathe'));
const resourcesButton = (say: Speaker): Button =>
  verbButton('resources', say('command.resources'), 'primary');

const beginButton = (say: Speaker, exercise: Exercise): Button => ({
  press: 'resources.step',
  value: carriedBy({ exercise, step: 0 }),
  label: say(exercise.title),
});

/** One name for what can be asked for by a message: the note of what was sent then does not tell which it was. */
const name = 'resources.exercises';

export const listCard = (say: Speaker): Card => ({
  name,
  summary: say('resources.title'),
  blocks: [
    heading(say('resources.title')),
    text(say('resources.what')),
    {
      kind: 'list',
      items: exercises.map((exercise) => ({
        text: say(exercise.about),
        buttons: [beginButton(say, exercise)],
      })),
    },
    quiet(say('resources.not-kept')),
    buttons(helpButton(say)),
  ],
});

/** Stop and help are on every step, so that nobody has to go through to the end. */
export function stepCard(say: Speaker, { exercise, step }: Spot): Card {
  const value = carriedBy({ exercise, step: step + 1 });
  const isLast = step + 1 === exercise.steps.length;
  const onward: Button = isLast
    ? { press: 'resources.done', value: exercise.id, label: say('any.done'), look: 'primary' }
    : { press: 'resources.step', value, label: say('resources.next'), look: 'primary' };
  const stop: readonly Button[] = isLast
    ? []
    : [{ press: 'resources.stop', value: exercise.id, label: say('resources.stop') }];
  const words = exercise.steps[step];
  return {
    name,
    summary: say('resources.title'),
    blocks: [
      heading(say(exercise.title)),
      quiet(say('resources.at', { step: step + 1, steps: exercise.steps.length })),
      ...(words ? [text(say(words))] : []),
      buttons(onward, ...stop, helpButton(say)),
      ...(step === 0 ? [quiet(say('resources.not-kept'))] : []),
    ],
  };
}

/** Whether they went to the end or stopped before: both are fine. `after`: the exercise that it was, which is not offered again. */
export const endCard = (say: Speaker, end: 'done' | 'stopped', after: string): Card => ({
  name: `resources.${end}`,
  summary: say('resources.title'),
  blocks: [
    text(say(end === 'done' ? 'resources.done' : 'resources.stopped')),
    text(say('resources.else')),
    buttons(
      ...exercises.filter(({ id }) => id !== after).map((exercise) => beginButton(say, exercise)),
      helpButton(say),
    ),
    quiet(say('resources.not-kept')),
  ],
});

export const homeBlocks = (say: Speaker): readonly Block[] => [
  heading(say('resources.title')),
  text(say('resources.home')),
  buttons(resourcesButton(say), breatheButton(say)),
];

export const introductionCard = (say: Speaker): Card => ({
  name: 'resources.introduction',
  summary: say('resources.new'),
  blocks: [
    heading(say('resources.new')),
    text(say('resources.what')),
    text(say('resources.new-how')),
    quiet(say('resources.not-kept')),
    buttons(resourcesButton(say), helpButton(say)),
    quiet(say('any.news')),
  ],
});
