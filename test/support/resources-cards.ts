// What the exercises can show, and what a coordinator sees of features that can be switched.
import { featuresCard } from '../../src/features/admin/switching-cards.ts';
import * as resources from '../../src/features/resources/cards.ts';
import { exercises } from '../../src/features/resources/exercises.ts';
import type { Maker } from './every-card.ts';

const piece: Maker = () => [];
const yesAndNo = [true, false];
const switches = (count: number) =>
  yesAndNo.flatMap((isOn) =>
    yesAndNo.map((introduced) =>
      Array.from({ length: count }, (_, n) => ({
        name: `feature-${n}`,
        label: 'command.resources' as const,
        about: 'resources.about' as const,
        isOn,
        introduced,
      })),
    ),
  );

export const resourcesMakers: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  'src/features/resources/cards.ts': {
    breatheButton: piece,
    listCard: (say) => [resources.listCard(say)],
    stepCard: (say) =>
      exercises.flatMap((exercise) =>
        exercise.steps.map((_, step) => resources.stepCard(say, { exercise, step })),
      ),
    endCard: (say) =>
      (['done', 'stopped'] as const).flatMap((end) =>
        [...exercises.map(({ id }) => id), ''].map((after) => resources.endCard(say, end, after)),
      ),
    homeBlocks: (say) => [
      {
        kind: 'home',
        card: { name: 'bot.home', summary: say('home.title'), blocks: resources.homeBlocks(say) },
      },
    ],
    introductionCard: (say) => [resources.introductionCard(say)],
  },
  'src/features/admin/switching-cards.ts': {
    switchingButton: piece,
    featuresCard: (say) =>
      [1, 12].flatMap((count) =>
        switches(count).flatMap((all) =>
          [0, 1, 5_000].map((readers) =>
            featuresCard(say, all, readers, say('features.switched-on-again', { feature: 'x' })),
          ),
        ),
      ),
  },
};
