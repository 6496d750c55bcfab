// What planned check-ins can show, to coordinators and to whoever is asked.
import type { Item } from '../../src/chat/card.ts';
import * as plans from '../../src/features/checkins/plan-cards.ts';
import { libraryQuestions, type Question, questionLimit } from '../../src/features/checkins/plan-rules.ts';
import type { Plan } from '../../src/features/checkins/plan-store.ts';
import * as prompts from '../../src/features/checkins/prompt-cards.ts';
import type { Speaker } from '../../src/words/speak.ts';
import type { Maker } from './every-card.ts';
import { hostile } from './hostile.ts';

const odd = Object.values(hostile);
const id = '11111111-2222-4333-8444-555555555555';
const piece: Maker = () => [];

const everyQuestions: readonly (readonly Question[])[] = [
  [],
  ...libraryQuestions.map((key): readonly Question[] => [{ kind: 'library', key }]),
  odd.slice(0, 2).map((words) => ({ kind: 'own', words: words.slice(0, questionLimit) })),
  Array.from({ length: 2 }, () => ({ kind: 'own', words: 'W'.repeat(questionLimit) })),
];
const everyPlan: readonly Plan[] = everyQuestions.flatMap((questions, index) =>
  (['time', 'shift'] as const).flatMap((starts) =>
    ([[2], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7], [1, 3, 6]] as const).map(
      (days): Plan => ({
        id,
        audience: id,
        group: (odd[index % odd.length] ?? 'Ward 4').slice(0, 80),
        days,
        at: '16:00',
        starts,
        questions,
        language: 'en',
        state: 'on',
      }),
    ),
  ),
);
const group = (n: number) => ({
  id: `${id.slice(0, -2)}${String(n).padStart(2, '0')}`,
  name: `Ward ${n}`,
  source: 'list' as const,
  unit: null,
  discipline: null,
  guests: false,
  kept: true,
  people: n,
  leftOut: { bots: 0, guests: 0, strangers: 0, deactivated: 0, missing: 0 },
  followedAt: null,
  problem: null,
});
const previews: readonly plans.Preview[] = [
  { invited: 0, invitedBy: undefined, takesMinutes: 0, first: undefined, notReached: 0 },
  {
    invited: 1,
    invitedBy: 1_796_119_200_000,
    takesMinutes: 0,
    first: { day: '2026-12-01', from: '16:00', until: '16:00' },
    notReached: 1,
  },
  {
    invited: 3_100,
    invitedBy: 1_796_119_200_000,
    takesMinutes: 11,
    first: { day: '2026-12-01', from: '16:00', until: '20:30' },
    notReached: 40,
  },
];

export const everyAsked = (say: Speaker): readonly (readonly string[])[] =>
  everyQuestions.map((questions) => questions.map((question) => prompts.questionWords(say, question)));

export const everyEnrolment = (say: Speaker): readonly Item[] =>
  everyPlan
    .slice(0, 8)
    .map((plan, index) => prompts.enrolmentItem(say, plan, index % 2 ? '2026-12-24' : null));

export const planMakers: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  'src/features/checkins/plan-cards.ts': {
    enrolledWords: (say) => [0, 4, 5, 1_234].map((count) => plans.enrolledWords(say, count)),
    plansCard: (say) =>
      [[], everyPlan.slice(0, 1), everyPlan.slice(0, 20), everyPlan.slice(-6)].flatMap((all) =>
        [true, false].map((mayChange) =>
          plans.plansCard(
            say,
            all.map((plan, index) => ({ plan, enrolled: 31, missed: index % 2 ? undefined : '2026-12-24' })),
            mayChange,
          ),
        ),
      ),
    noGroupsCard: (say) => [plans.noGroupsCard(say)],
    makeForm: (say) =>
      [1, 12, 300].map((count) =>
        plans.makeForm(
          say,
          Array.from({ length: count }, (_, n) => group(n)),
        ),
      ),
    holidaysForm: (say) => [[], ['2026-12-25', '2027-01-01']].map((days) => plans.holidaysForm(say, days)),
    holidaysKeptCard: (say) => [0, 1, 14].map((count) => plans.holidaysKeptCard(say, count)),
    previewCard: (say) =>
      everyPlan.flatMap((plan) =>
        previews.flatMap((preview) =>
          [true, false].map((changed) => plans.previewCard(say, plan, preview, changed)),
        ),
      ),
    begunCard: (say) => everyPlan.map((plan) => plans.begunCard(say, plan, 31)),
    droppedCard: (say) => [plans.droppedCard(say)],
    planGoneCard: (say) => [plans.planGoneCard(say)],
    planEndedCard: (say) => everyPlan.map(({ group }) => plans.planEndedCard(say, group)),
  },
  'src/features/checkins/prompt-cards.ts': {
    daysWords: piece,
    timingWords: piece,
    questionWords: piece,
    enrolmentItem: piece,
    invitationCard: (say) => everyPlan.map((plan) => prompts.invitationCard(say, plan)),
    declinedCard: (say) => [prompts.declinedCard(say)],
    joinedCard: (say) =>
      everyPlan.flatMap((plan) =>
        [undefined, Date.UTC(2026, 11, 1, 15)].map((first) => prompts.joinedCard(say, plan, first)),
      ),
    promptCard: (say) => [true, false].map((again) => prompts.promptCard(say, id, id, again)),
    thanksCard: (say) => [prompts.thanksCard(say, id, [])],
    skippedCard: (say) => [prompts.skippedCard(say)],
    closedCard: (say) => [prompts.closedCard(say)],
    answeredCard: (say) => [prompts.answeredCard(say, id)],
    endedCard: (say) => [prompts.endedCard(say)],
    leftCard: (say) => [prompts.leftCard(say)],
    pausedCard: (say) => [prompts.pausedCard(say, '2026-12-24')],
    shiftEndCard: (say) => [true, false].map((isOn) => prompts.shiftEndCard(say, isOn)),
    pauseForm: (say) =>
      [true, false, undefined].map((shiftEnd) =>
        prompts.pauseForm(say, { plan: id, until: '2026-12-24', shiftEnd }),
      ),
  },
};
