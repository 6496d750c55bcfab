// How a calendar of shifts is given, and what became of it. Arranges; the catalogue speaks.
import { type Button, buttons, type Card, quiet, text } from '../../chat/card.ts';
import { helpButton, verbButton } from '../../chat/feature.ts';
import type { Field, Form } from '../../chat/form.ts';
import type { Told } from '../../people/hours.ts';
import type { CalendarTrouble, KnownCalendar } from '../../people/shift-calendar.ts';
import { mostAddress } from '../../schedule/feed.ts';
import type { Key, Speaker } from '../../words/speak.ts';

const troubles: Readonly<Record<CalendarTrouble, Key>> = {
  unreachable: 'calendar.unreachable',
  refused: 'calendar.refused',
  'too-large': 'calendar.too-large',
  'no-calendar': 'calendar.no-calendar',
  'too-many': 'calendar.too-many',
  'too-long': 'calendar.too-long',
};

export const troubleWords = (say: Speaker, because: CalendarTrouble): string => say(troubles[because]);

/** What is known by it, in a few sentences. */
export function calendarWords(say: Speaker, known: KnownCalendar): string {
  const { isAwaited, beside, readAt, ahead, next, trouble } = known;
  return [
    ...(readAt === null ? [] : [say('calendar.known', { ahead, at: readAt })]),
    ...(next === null ? [] : [say('calendar.next', { at: next })]),
    ...(beside.length === 0 ? [] : [say('calendar.beside', { shifts: beside.join('; ') })]),
    ...(isAwaited ? [say('calendar.awaited')] : []),
    ...(trouble
      ? [
          say('calendar.trouble', { since: trouble.since }),
          troubleWords(say, trouble.because),
          say('calendar.trouble-then'),
        ]
      : []),
  ].join(' ');
}

export const useCalendar = (say: Speaker, label: Key): Button => ({
  press: 'settings.calendar',
  label: say(label),
});

/** Nobody wakes them for so long. */
export const sleepField = (say: Speaker, sleepHours: number): Field => ({
  kind: 'number',
  id: 'sleep',
  label: say('hours.sleep'),
  whole: true,
  least: 0,
  most: 16,
  filled: sleepHours,
});

export const forgetCalendar = (say: Speaker): Button => ({
  press: 'settings.calendar-forget',
  label: say('calendar.forget'),
});

/** `means`: whether an address can be read here, and whether a browser reaches us. The address that is kept is never shown. */
export const calendarForm = (
  say: Speaker,
  means: { address: boolean; file: boolean },
  { sleepHours }: Pick<Told, 'sleepHours'>,
): Form => ({
  name: 'settings.calendar',
  title: say('calendar.use'),
  parts: [
    text(say('calendar.what')),
    ...(means.address
      ? [
          {
            kind: 'short-text' as const,
            id: 'address',
            label: say('calendar.address'),
            help: say('calendar.address-help'),
            most: mostAddress,
          },
        ]
      : []),
    sleepField(say, sleepHours),
    quiet(say('calendar.counts')),
    ...(means.address ? [quiet(say('any.unwatched'))] : []),
    buttons(
      ...(means.file ? [{ press: 'settings.calendar-file', label: say('calendar.file') }] : []),
      helpButton(say),
    ),
  ],
  submit: say('any.save'),
  close: say('any.not-now'),
});

export const calendarFileForm = (say: Speaker, address: string): Form => ({
  name: 'settings.calendar-file',
  title: say('calendar.use'),
  parts: [
    text([{ kind: 'link', to: address, label: say('calendar.file-link') }]),
    text(say('calendar.file-how')),
    quiet(say('calendar.counts')),
    buttons(helpButton(say)),
  ],
  close: say('any.close'),
});

const aboutCalendar = (say: Speaker, name: string, words: readonly string[]): Card => ({
  name,
  summary: say('calendar.message'),
  blocks: [
    ...words.map((one) => text(one)),
    buttons(verbButton('settings', say('command.settings'), 'primary'), helpButton(say)),
  ],
});

/** `unread`: so many entries were left out. */
export const calendarReadCard = (say: Speaker, known: KnownCalendar, unread: number): Card =>
  aboutCalendar(say, 'settings.calendar-read', [
    say('calendar.read'),
    calendarWords(say, known),
    ...(unread === 0 ? [] : [say('calendar.unread', { count: unread })]),
  ]);

/** What stands where a new address is not kept. */
const stands: Readonly<Record<'address' | 'file' | 'nothing', Key>> = {
  address: 'calendar.not-kept-address',
  file: 'calendar.not-kept-file',
  nothing: 'calendar.not-kept',
};

/** `known`: what was given before. */
export const calendarNotReadCard = (
  say: Speaker,
  because: CalendarTrouble,
  known: KnownCalendar | undefined,
): Card =>
  aboutCalendar(say, 'settings.calendar-not-read', [
    `${say('calendar.not-read')} ${troubleWords(say, because)}`,
    say(stands[known?.from ?? 'nothing']),
    say('calendar.try'),
  ]);
