// How check-ins look. Arranges; the catalogue speaks.
import { type Block, type Button, buttons, heading, type Item, quiet, text } from '../../chat/card.ts';
import { verbButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import type { Speaker } from '../../words/speak.ts';
import { type Checkin, dailyMoods, direction, moods, noteLimit, topics, trendOf } from './rules.ts';

export const historyPage = 10;
const trendDays = 30;

const helpButton = (say: Speaker): Button => verbButton('helpnow', say('any.help'), 'danger');
export const historyButton = (say: Speaker): Button => ({
  press: 'checkins.history',
  label: say('checkin.history'),
});

/** One question. `earlier` is when the person last answered, where sending again would change that answer. */
export const moodForm = (say: Speaker, carries: string, earlier: number | undefined): Form => ({
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
  carries,
});

/** All of it optional: the answer is kept already. */
export const moreForm = (say: Speaker, checkin: Checkin): Form => ({
  name: 'checkins.more',
  title: say('checkin.kept-title'),
  parts: [
    text(say('checkin.kept')),
    {
      kind: 'choice',
      id: 'topic',
      label: say('checkin.topic'),
      options: topics.map((topic) => ({ value: topic, label: say(`topic.${topic}`) })),
      ...(checkin.told.topic ? { filled: checkin.told.topic } : {}),
    },
    {
      kind: 'long-text',
      id: 'note',
      label: say('checkin.note'),
      help: say('checkin.note-help'),
      most: noteLimit,
      ...(checkin.told.note ? { filled: checkin.told.note } : {}),
    },
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('checkin.next'),
  close: say('any.done'),
  carries: checkin.id,
});

/** What would help now: what the features offer, nothing to send. */
export const offersForm = (say: Speaker, checkin: Checkin, offers: readonly Button[]): Form => ({
  name: 'checkins.offers',
  title: say('checkin.offers-title'),
  parts: [
    heading(say('checkin.offers')),
    text(say(checkin.told.mood <= 2 ? 'checkin.offers-low' : 'checkin.offers-well')),
    buttons(...offers, {
      press: 'checkins.change',
      value: checkin.id,
      label: say('checkin.change'),
    }),
  ],
  close: say('checkin.nothing'),
});

/** The person's own days: the picture first, then each check-in. `from` counts those already seen. */
export function historyForm(say: Speaker, checkins: readonly Checkin[], from: number, now: number): Form {
  if (checkins.length === 0)
    return {
      name: 'checkins.history',
      title: say('checkin.history-title'),
      parts: [
        text(say('checkin.history-empty')),
        buttons(verbButton('checkin', say('command.checkin'), 'primary')),
      ],
      close: say('any.close'),
    };
  const shown = checkins.slice(from, from + historyPage);
  const rest: Button | undefined =
    checkins.length > from + historyPage
      ? { press: 'checkins.history', value: String(from + historyPage), label: say('checkin.history-more') }
      : undefined;
  return {
    name: 'checkins.history',
    title: say('checkin.history-title'),
    parts: [
      ...(from === 0 ? trendBlocks(say, checkins, now) : []),
      { kind: 'list', items: shown.map((checkin) => historyItem(say, checkin)) },
      ...(rest ? [buttons(rest)] : []),
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

function historyItem(say: Speaker, { at, told }: Checkin): Item {
  return {
    text: [
      { kind: 'moment', at, show: 'date-time', spoken: say('any.moment', { at }) },
      '\n',
      { kind: 'strong', text: say(`mood.${told.mood}`) },
      ...(told.topic ? [` · ${say(`topic.${told.topic}`)}`] : []),
      ...(told.note ? [`\n${told.note}`] : []),
    ],
  };
}
