// How coordinators plan check-ins: the list, the form, what would come of it. Nobody reads here who said yes, or what.
import { type Button, buttons, type Card, heading, type Item, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import type { Audience } from '../../people/audience.ts';
import { dayName } from '../../words/name.ts';
import type { Speaker } from '../../words/speak.ts';
import { libraryQuestions, mostQuestions, questionLimit, type Timing, weekdays } from './plan-rules.ts';
import type { Plan } from './plan-store.ts';
import { daysWords, questionWords } from './prompt-cards.ts';

/** Slack's drop-down lists. */
const mostGroups = 95;
/** Below it a number says too much about single people. */
const fewest = 5;

const timing = (say: Speaker, { days, at, starts }: Timing): string =>
  say(starts === 'shift' ? 'plan.timing-shift' : 'plan.timing', {
    days: daysWords(say, days),
    at: Temporal.PlainTime.from(at),
  });

/** How many said yes, in steps of five: one more or one less tells nobody who it was. */
export const enrolledWords = (say: Speaker, count: number): string =>
  count < fewest ? say('plan.few') : say('plan.about', { count: Math.floor(count / fewest) * fewest });

/** `missed`: the last day, YYYY-MM-DD, on which we did not run when somebody was to be asked. */
type Listed = { plan: Plan; enrolled: number; missed: string | undefined };

/** `mayChange`: stewards only look. */
export function plansCard(say: Speaker, all: readonly Listed[], mayChange: boolean): Card {
  return {
    name: 'plans.list',
    summary: say('plan.title'),
    blocks: [
      heading(say('plan.title')),
      text(say('plan.what')),
      ...(all.length === 0
        ? [text(say('plan.none'))]
        : [{ kind: 'list' as const, items: all.map((one) => planItem(say, one, mayChange)) }]),
      buttons(
        ...(mayChange ? [{ press: 'plans.make', label: say('plan.make'), look: 'primary' as const }] : []),
        ...(mayChange
          ? [
              { press: 'plans.holidays', label: say('plan.holidays') },
              verbButton('audiences', say('command.audiences')),
            ]
          : []),
        helpButton(say),
      ),
    ],
  };
}

const planItem = (say: Speaker, { plan, enrolled, missed }: Listed, mayChange: boolean): Item => ({
  text: [
    { kind: 'strong', text: plan.group },
    `\n${timing(say, plan)}`,
    ...plan.questions.map((question) => `\n${questionWords(say, question)}`),
    `\n${enrolledWords(say, enrolled)}`,
    ...(missed === undefined ? [] : [`\n${say('plan.missed', { day: Temporal.PlainDate.from(missed) })}`]),
  ],
  ...(mayChange ? { buttons: [endButton(say, plan)] } : {}),
});

const endButton = (say: Speaker, { id, group }: Plan): Button => ({
  press: 'plans.end',
  value: id,
  label: say('plan.end'),
  look: 'danger',
  confirm: {
    title: say('plan.end'),
    text: say('plan.end-sure', { group }),
    yes: say('plan.end'),
    no: say('any.not-now'),
  },
});

export const noGroupsCard = (say: Speaker): Card => ({
  name: 'plans.no-groups',
  summary: say('plan.no-groups'),
  blocks: [
    text(say('plan.no-groups')),
    buttons(verbButton('audiences', say('command.audiences'), 'primary'), helpButton(say)),
  ],
});

export const makeForm = (say: Speaker, groups: readonly Audience[]): Form => ({
  name: 'plans.make',
  title: say('plan.make'),
  parts: [
    {
      kind: 'choice',
      id: 'group',
      label: say('plan.group'),
      options: groups.slice(0, mostGroups).map(({ id, name }) => ({ value: id, label: name })),
      required: true,
    },
    {
      kind: 'choices',
      id: 'days',
      label: say('plan.days'),
      options: weekdays.map((day) => ({ value: String(day), label: dayName(say, day) })),
      filled: ['2', '4'],
      required: true,
    },
    {
      kind: 'choice',
      id: 'starts',
      label: say('plan.starts'),
      options: [
        { value: 'time', label: say('plan.starts-time') },
        { value: 'shift', label: say('plan.starts-shift'), help: say('plan.starts-shift-help') },
      ],
      filled: 'time',
      required: true,
    },
    {
      kind: 'time',
      id: 'at',
      label: say('plan.at'),
      help: say('plan.at-help'),
      filled: '16:00',
      required: true,
    },
    {
      kind: 'choices',
      id: 'questions',
      label: say('plan.questions', { most: mostQuestions }),
      help: say('plan.questions-help'),
      options: libraryQuestions.map((key) => ({ value: key, label: say(`question.${key}`) })),
    },
    {
      kind: 'short-text',
      id: 'own',
      label: say('plan.own'),
      help: say('plan.own-help'),
      most: questionLimit,
    },
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('plan.preview'),
  close: say('any.not-now'),
});

/** `days`: ISO dates. */
export const holidaysForm = (say: Speaker, days: readonly string[]): Form => ({
  name: 'plans.holidays',
  title: say('plan.holidays'),
  parts: [
    {
      kind: 'long-text',
      id: 'days',
      label: say('plan.holidays-which'),
      help: say('plan.holidays-help'),
      placeholder: '2027-01-01',
      most: 1_000,
      ...(days.length === 0 ? {} : { filled: days.join('\n') }),
    },
    quiet(say('plan.holidays-what')),
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('any.save'),
  close: say('any.not-now'),
});

export const holidaysKeptCard = (say: Speaker, count: number): Card =>
  doneCard(say, 'holidays-kept', say('plan.holidays-kept', { count }));

/**
 * What would come of it. `invited`: how many are asked at once whether they want it. `from`, `until`: 'HH:MM' by each one's own
 * clock, when the first check-in reaches them if all say yes. `notReached`: how many it does not reach on that day. The chat takes so
 * many messages only at its own pace: `invitedBy`: epoch ms at which the last has been asked; `takesMinutes`: how long after its
 * hour the last of them has the first check-in.
 */
export type Preview = {
  invited: number;
  invitedBy: number | undefined;
  takesMinutes: number;
  first: { day: string; from: string; until: string } | undefined;
  notReached: number;
};

/** `changed`: there are other people in the group than when it was shown before. */
export const previewCard = (
  say: Speaker,
  plan: Plan,
  { invited, invitedBy, first, takesMinutes, notReached }: Preview,
  changed: boolean,
): Card => ({
  name: 'plans.preview',
  summary: say('plan.preview-title'),
  blocks: [
    heading(say('plan.preview-title')),
    ...(changed ? [text(say('plan.changed'))] : []),
    text([{ kind: 'strong', text: say('plan.invited', { invited }) }]),
    text(say('plan.invited-how')),
    ...(invitedBy === undefined ? [] : [quiet(say('plan.invited-by', { at: new Date(invitedBy) }))]),
    {
      kind: 'facts',
      facts: [
        { label: say('plan.group'), value: plan.group },
        { label: say('plan.when-label'), value: timing(say, plan) },
        ...plan.questions.map((question) => ({
          label: say('plan.question'),
          value: questionWords(say, question),
        })),
      ],
    },
    ...(first === undefined
      ? []
      : [
          text(
            say(first.from === first.until ? 'plan.first' : 'plan.first-between', {
              day: Temporal.PlainDate.from(first.day),
              from: Temporal.PlainTime.from(first.from),
              until: Temporal.PlainTime.from(first.until),
            }),
          ),
        ]),
    ...(takesMinutes > 1 ? [quiet(say('plan.takes', { minutes: takesMinutes }))] : []),
    ...(notReached > 0 ? [quiet(say('plan.not-reached', { count: notReached }))] : []),
    buttons(
      { press: 'plans.begin', value: `${plan.id} ${invited}`, label: say('plan.begin'), look: 'primary' },
      { press: 'plans.drop', value: plan.id, label: say('plan.drop') },
      helpButton(say),
    ),
  ],
});

const doneCard = (say: Speaker, name: string, words: string): Card => ({
  name: `plans.${name}`,
  summary: words,
  blocks: [text(words), buttons(verbButton('schedule', say('plan.title')), helpButton(say))],
});

export const begunCard = (say: Speaker, plan: Plan, invited: number): Card =>
  doneCard(say, 'begun', say('plan.begun', { group: plan.group, invited }));
export const droppedCard = (say: Speaker): Card => doneCard(say, 'dropped', say('plan.dropped'));
export const planGoneCard = (say: Speaker): Card => doneCard(say, 'gone', say('plan.gone'));
export const planEndedCard = (say: Speaker, group: string): Card =>
  doneCard(say, 'ended', say('plan.ended', { group }));
