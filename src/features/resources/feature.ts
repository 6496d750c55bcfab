// Resources: short exercises that run as steps in the chat. Nothing is written down about who opens which; where somebody is in
// one stands in the buttons alone.
import type { ButtonPressed } from '../../chat/event.ts';
import type { Context, Feature, Reply } from '../../chat/feature.ts';
import { breatheButton, endCard, homeBlocks, introductionCard, listCard, stepCard } from './cards.ts';
import { breathing, spotOf } from './exercises.ts';

export const resources: Feature = {
  name: 'resources',
  optional: {
    label: 'command.resources',
    about: 'resources.about',
    introduction: introductionCard,
  },
  commands: [
    {
      verb: 'resources',
      label: 'command.resources',
      hint: 'command.resources-hint',
      also: ['resource', 'exercises', 'exercise', 'recursos', 'recurso', 'ejercicios', 'ejercicio'],
      run: async ({ say }) => ({ answer: { kind: 'card', card: listCard(say) } }),
    },
    {
      verb: 'breathe',
      label: 'command.breathe',
      hint: 'command.breathe-hint',
      also: ['breath', 'breathing', 'respirar', 'respira', 'respiracion', 'respiración'],
      unlisted: true,
      run: async ({ say }) => ({
        answer: { kind: 'card', card: stepCard(say, { exercise: breathing, step: 0 }) },
      }),
    },
  ],
  presses: {
    step,
    done: async ({ say }, { value }) => ({
      answer: { kind: 'replace', card: endCard(say, 'done', value) },
    }),
    stop: async ({ say }, { value }) => ({
      answer: { kind: 'replace', card: endCard(say, 'stopped', value) },
    }),
  },
  home: async ({ say }) => homeBlocks(say),
  offers: ({ say }, mood) => (mood <= 2 ? [breatheButton(say)] : []),
};

/** A step that there is no more, of a card of yesterday: what there is today is shown. */
async function step({ say }: Context, { value }: ButtonPressed): Promise<Reply> {
  const spot = spotOf(value);
  return { answer: { kind: 'replace', card: spot ? stepCard(say, spot) : listCard(say) } };
}
