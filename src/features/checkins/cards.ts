// How check-ins look. Arranges; the catalogue speaks.
import {
  type Block,
  type Button,
  buttons,
  type Card,
  heading,
  type Item,
  quiet,
  text,
} from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Field, Form } from '../../chat/form.ts';
import { perSpeaker, type Speaker } from '../../words/speak.ts';
import { agreements } from './plan-rules.ts';
import {
  type Checkin,
  dailyMoods,
  direction,
  moods,
  noteLimit,
  pageOfHistory,
  type Told,
  topics,
  trendOf,
} from './rules.ts';

const trendDays = 30;

export const historyButton = (say: Speaker): Button => ({
  press: 'checkins.history',
  label: say('checkin.history'),
});

const moodQuestion = (say: Speaker, earlier: number | undefined): Form => ({
  name: 'checkins.mood',
  title: say('checkin.title'),
  parts: [
    {
      kind: 'scale',
      id: 'mood',
      label: say('checkin.how'),
      steps: moods.map((mood) => say(`mood.${mood}`)),
      required: true,
    },
    ...(earlier === undefined ? [] : [quiet(say('checkin.changes', { time: earlier }))]),
    quiet(say('checkin.only-you')),
    buttons(helpButton(say)),
  ],
  submit: say('checkin.keep'),
  close: say('any.not-now'),
});
const firstMoodQuestion = perSpeaker((say) => moodQuestion(say, undefined));

/** One question. `earlier` is when the person last answered, where sending again would change that answer. */
export const moodForm = (say: Speaker, carries: string, earlier: number | undefined): Form => ({
  ...(earlier === undefined ? firstMoodQuestion(say) : moodQuestion(say, earlier)),
  carries,
});

const moreQuestions = (
  say: Speaker,
  { topic, note, also = [] }: Pick<Told, 'topic' | 'note' | 'also'>,
  asked: readonly string[],
): Form => ({
  name: 'checkins.more',
  title: say('checkin.kept-title'),
  private: true,
  parts: [
    text(say('checkin.kept')),
    ...asked.map((words, index): Field => {
      const before = also.find((one) => one.asked === words)?.agrees;
      return {
        kind: 'scale',
        id: `also-${index}`,
        label: words,
        steps: agreements.map((step) => say(`agree.${step}`)),
        ...(before === undefined ? {} : { filled: before }),
      };
    }),
    {
      kind: 'choice',
      id: 'topic',
      label: say('checkin.topic'),
      options: topics.map((one) => ({ value: one, label: say(`topic.${one}`) })),
      ...(topic ? { filled: topic } : {}),
    },
    {
      kind: 'long-text',
      id: 'note',
      label: say('checkin.note'),
      help: say('checkin.note-help'),
      most: noteLimit,
      ...(note ? { filled: note } : {}),
    },
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('checkin.next'),
  close: say('any.done'),
});
const firstMoreQuestions = perSpeaker((say) => moreQuestions(say, {}, []));

/** All of it optional: the answer is kept already. `asked`: what a plan asks beside the mood, in words. */
export const moreForm = (say: Speaker, { id, told }: Checkin, asked: readonly string[]): Form => ({
  ...(told.topic || told.note || asked.length > 0
    ? moreQuestions(say, told, asked)
    : firstMoreQuestions(say)),
  carries: id,
});

/** What would help now: what the features offer, nothing to send. Get help now comes first where it may be needed, and never lacks. */
export function offersForm(say: Speaker, checkin: Checkin, offers: readonly Button[]): Form {
  const isLow = checkin.told.mood <= 2;
  const help = [helpButton(say)];
  const change: Button = { press: 'checkins.change', value: checkin.id, label: say('checkin.change') };
  return {
    name: 'checkins.offers',
    title: say('checkin.offers-title'),
    private: true,
    parts: [
      heading(say('checkin.offers')),
      text(say(isLow ? 'checkin.offers-low' : 'checkin.offers-well')),
      buttons(...(isLow ? help : []), ...offers, change, ...(isLow ? [] : help)),
    ],
    close: say('checkin.nothing'),
  };
}

/** The check-in that a button was about is no more, or never was this person's. */
export const goneCard = (say: Speaker): Card => ({
  name: 'checkins.gone',
  summary: say('checkin.gone'),
  blocks: [text(say('checkin.gone')), buttons(helpButton(say))],
});

/** `planned`: what they said yes to, one item each. */
export const homeBlocks = (say: Speaker, planned: readonly Item[]): readonly Block[] => [
  heading(say('checkin.home')),
  text(say('checkin.home-text')),
  buttons(verbButton('checkin', say('command.checkin'), 'primary'), historyButton(say), helpButton(say)),
  ...(planned.length === 0
    ? []
    : [
        text([{ kind: 'strong' as const, text: say('prompt.yours') }]),
        { kind: 'list' as const, items: planned },
      ]),
];

/** The person's own days: the picture first, then each check-in. `from` counts those already seen. */
export function historyForm(say: Speaker, checkins: readonly Checkin[], from: number, now: number): Form {
  if (checkins.length === 0)
    return {
      name: 'checkins.history',
      title: say('checkin.history-title'),
      parts: [
        text(say('checkin.history-empty')),
        buttons(verbButton('checkin', say('command.checkin'), 'primary'), helpButton(say)),
      ],
      close: say('any.close'),
    };
  const shown = pageOfHistory(checkins, from);
  const next = from + shown.length;
  const rest: readonly Button[] =
    checkins.length > next
      ? [{ press: 'checkins.history', value: String(next), label: say('checkin.history-more') }]
      : [];
  return {
    name: 'checkins.history',
    title: say('checkin.history-title'),
    private: true,
    parts: [
      ...(from === 0 ? trendBlocks(say, checkins, now) : []),
      { kind: 'list', items: shown.map((checkin) => historyItem(say, checkin)) },
      buttons(...rest, helpButton(say)),
      quiet(say('checkin.history-yours')),
    ],
    close: say('any.close'),
  };
}

function trendBlocks(say: Speaker, checkins: readonly Checkin[], now: number): readonly Block[] {
  const days = dailyMoods(checkins, now, say.timeZone, trendDays);
  const told = days.filter((day) => day.mood !== null);
  if (told.length === 0) return [];
  const date = new Intl.DateTimeFormat(say.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const chart = trendOf(days, {
    title: say('checkin.trend', { days: trendDays }),
    steps: moods.map((mood) => say(`mood.${mood}`)),
    day: (iso) => date.format(new Date(`${iso}T00:00:00Z`)),
  });
  const values = told.map((day) => day.mood ?? 0);
  const named = (mood: number): string => say(nearestMoodKey(mood));
  const way = direction(days);
  const alt = [
    say('checkin.trend-alt', {
      days: trendDays,
      told: told.length,
      lowest: named(Math.min(...values)),
      highest: named(Math.max(...values)),
      latest: named(values.at(-1) ?? 3),
    }),
    ...(way ? [say(`checkin.trend-${way}`)] : []),
  ].join(' ');
  return [{ kind: 'picture', chart, alt }];
}

function nearestMoodKey(mood: number): `mood.${1 | 2 | 3 | 4 | 5}` {
  const nearest = moods.find((step) => step === Math.round(mood)) ?? 3;
  return `mood.${nearest}`;
}

const agreeKey = (agrees: number): `agree.${1 | 2 | 3 | 4 | 5}` =>
  `agree.${agreements.find((step) => step === agrees) ?? 3}`;

function historyItem(say: Speaker, { at, told }: Checkin): Item {
  return {
    text: [
      { kind: 'moment', at, show: 'date-time', spoken: say('any.moment', { at }) },
      '\n',
      { kind: 'strong', text: say(`mood.${told.mood}`) },
      ...(told.topic ? [` · ${say(`topic.${told.topic}`)}`] : []),
      ...(told.also ?? []).map(({ asked, agrees }) => `\n${asked} ${say(agreeKey(agrees))}`),
      ...(told.note ? [`\n${told.note}`] : []),
    ],
  };
}
