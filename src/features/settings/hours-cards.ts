// How somebody tells when they may be reached: shifts, days off, a pause. Arranges; the catalogue speaks.
import { type Button, buttons, type Item, quiet, text } from '../../chat/card.ts';
import { helpButton } from '../../chat/feature.ts';
import type { Form } from '../../chat/form.ts';
import type { Told } from '../../people/hours.ts';
import type { KnownCalendar } from '../../people/shift-calendar.ts';
import type { ReadPattern } from '../../schedule/shift-pattern.ts';
import { dayName } from '../../words/name.ts';
import type { Speaker } from '../../words/speak.ts';
import { calendarWords, forgetCalendar, sleepField, useCalendar } from './calendar-cards.ts';

export const patternLimit = 300;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The days that follow one another, each from the first to the last. Two accounts may have told two of them. */
function spans(daysOff: readonly string[]): readonly { from: string; until: string }[] {
  const found: { from: string; until: string }[] = [];
  for (const day of daysOff) {
    const last = found.at(-1);
    if (last && Temporal.PlainDate.from(last.until).add({ days: 1 }).toString() === day) last.until = day;
    else found.push({ from: day, until: day });
  }
  return found;
}

function offWords(say: Speaker, { weekdaysOff, daysOff }: Told): string {
  const said = [
    ...weekdaysOff.map((day) => dayName(say, day)),
    ...spans(daysOff).map(({ from, until }) =>
      from === until
        ? say('hours.off-on', { at: Temporal.PlainDate.from(from) })
        : say('hours.off-from', {
            from: Temporal.PlainDate.from(from),
            until: Temporal.PlainDate.from(until),
          }),
    ),
  ];
  return said.length === 0 ? say('hours.off-none') : new Intl.ListFormat(say.language).format(said);
}

/** What each is now, with the button that changes it. */
export const hoursItems = (
  say: Speaker,
  told: Told,
  calendar: KnownCalendar | undefined,
): readonly Item[] => [
  calendar
    ? item(
        say('hours.shifts'),
        calendarWords(say, calendar),
        useCalendar(say, 'calendar.change'),
        forgetCalendar(say),
      )
    : item(
        say('hours.shifts'),
        told.pattern ?? say('hours.shifts-none'),
        { press: 'settings.shifts', label: say('hours.shifts-change') },
        useCalendar(say, 'calendar.use'),
      ),
  item(say('hours.off'), offWords(say, told), { press: 'settings.off', label: say('hours.off-change') }),
  item(
    say('hours.pause'),
    told.pausedUntil === null
      ? say('hours.pause-none')
      : say('hours.paused', { at: Temporal.PlainDate.from(told.pausedUntil) }),
    { press: 'settings.pause', label: say('hours.pause-change') },
  ),
];

const item = (label: string, now: string, ...offered: readonly Button[]): Item => ({
  text: [{ kind: 'strong', text: label }, `\n${now}`],
  buttons: offered,
});

export const shiftsForm = (say: Speaker, { pattern, sleepHours }: Told): Form => ({
  name: 'settings.shifts',
  title: say('hours.shifts-change'),
  parts: [
    {
      kind: 'long-text',
      id: 'pattern',
      label: say('hours.shifts-which'),
      help: say('hours.shifts-help'),
      placeholder: say('hours.shifts-example'),
      // Two accounts may each have told that much.
      most: Math.max(patternLimit, pattern?.length ?? 0),
      ...(pattern === null ? {} : { filled: pattern }),
    },
    sleepField(say, sleepHours),
    quiet(say('hours.shifts-what')),
    quiet(say('any.unwatched')),
    buttons(helpButton(say)),
  ],
  submit: say('any.save'),
  close: say('any.not-now'),
});

/** What of it could not be read, and how it can be written. */
export function patternRefused(say: Speaker, read: Extract<ReadPattern, { kind: 'wrong' }>): string {
  const example = say('hours.shifts-example');
  return read.because === 'nothing'
    ? example
    : say(`hours.wrong-${read.because}`, { part: read.part, example });
}

export const offForm = (say: Speaker, told: Told): Form => {
  const { weekdaysOff, daysOff } = told;
  // The form holds one span of days.
  const [span, ...more] = spans(daysOff);
  return {
    name: 'settings.off',
    title: say('hours.off-change'),
    parts: [
      ...(more.length === 0 ? [] : [text(say('hours.off-several', { days: offWords(say, told) }))]),
      {
        kind: 'choices',
        id: 'weekdays',
        label: say('hours.off-weekdays'),
        options: weekdays.map((day) => ({ value: String(day), label: dayName(say, day) })),
        filled: weekdaysOff.map(String),
      },
      {
        kind: 'date',
        id: 'from',
        label: say('hours.off-first'),
        ...(span ? { filled: span.from } : {}),
      },
      {
        kind: 'date',
        id: 'until',
        label: say('hours.off-last'),
        ...(span ? { filled: span.until } : {}),
      },
      quiet(say('hours.off-what')),
      buttons(helpButton(say)),
    ],
    submit: say('any.save'),
    close: say('any.not-now'),
  };
};

export const pauseForm = (say: Speaker, { pausedUntil }: Told): Form => ({
  name: 'settings.pause',
  title: say('hours.pause-change'),
  parts: [
    text(say('hours.pause-what')),
    {
      kind: 'date',
      id: 'until',
      label: say('hours.pause-until'),
      help: say('hours.pause-help'),
      ...(pausedUntil === null ? {} : { filled: pausedUntil }),
    },
    buttons(helpButton(say)),
  ],
  submit: say('any.save'),
  close: say('any.not-now'),
});
