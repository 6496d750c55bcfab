// What the settings can show.
import { countries } from '../../src/features/help/lines.ts';
import * as linked from '../../src/features/settings/account-cards.ts';
import * as calendarCards from '../../src/features/settings/calendar-cards.ts';
import * as settings from '../../src/features/settings/cards.ts';
import * as hoursCards from '../../src/features/settings/hours-cards.ts';
import type { CalendarTrouble, KnownCalendar } from '../../src/people/shift-calendar.ts';
import type { Speaker } from '../../src/words/speak.ts';
import type { Maker } from './every-card.ts';
import { hostile } from './hostile.ts';
import { everySaid } from './membership-cards.ts';

const id = '11111111-2222-4333-8444-555555555555';
const now = Date.UTC(2026, 10, 22, 13, 0);
const piece: Maker = () => [];

const nothing = { pattern: null, weekdaysOff: [], daysOff: [], pausedUntil: null, sleepHours: 8 };
const everyHours = [
  nothing,
  {
    pattern: Object.values(hostile).join(' ').slice(0, hoursCards.patternLimit),
    weekdaysOff: [1, 7],
    daysOff: ['2026-12-24', '2026-12-25'],
    pausedUntil: '2027-01-01',
    sleepHours: 16,
  },
  { ...nothing, daysOff: ['2026-12-24'] },
  { ...nothing, pattern: 'x'.repeat(601), daysOff: ['2026-12-24', '2026-12-26', '2026-12-27'] },
] as const;

const everyTrouble: readonly CalendarTrouble[] = [
  'unreachable',
  'refused',
  'too-large',
  'no-calendar',
  'too-many',
  'too-long',
];
const read: KnownCalendar = {
  from: 'address',
  isAwaited: false,
  beside: [],
  readAt: now,
  ahead: 14,
  next: now + 3_600_000,
  trouble: null,
};
const everyCalendar: readonly KnownCalendar[] = [
  read,
  { ...read, ahead: 0, next: null },
  { ...read, ahead: 1 },
  { ...read, from: 'file', ahead: 500 },
  { ...read, isAwaited: true },
  { ...read, from: undefined, isAwaited: true, readAt: null, ahead: 0, next: null },
  { ...read, beside: [Object.values(hostile).join(' ').slice(0, hoursCards.patternLimit), 'Mon 7-15'] },
  ...everyTrouble.map((because) => ({ ...read, trouble: { because, since: now } })),
];

const everySettings: readonly settings.Settings[] = everySaid.flatMap((said) =>
  ['slack', 'teams', 'somewhere'].flatMap((platform) =>
    [true, false].flatMap((chosen) =>
      [null, { from: 1_260, until: 420 }, { from: 0, until: 0 }].map((quiet) => ({
        chosen: { language: chosen, zone: chosen },
        quiet,
        platform,
        country: chosen ? 'ES' : null,
        said,
        hours: chosen ? everyHours[1] : everyHours[0],
        calendar: undefined,
        now,
      })),
    ),
  ),
);

/** Names of workspaces come from their platform: anything may stand in them. */
export function settingsMakers(
  everyPlace: (say: Speaker) => readonly string[],
  everyName: readonly string[],
): Readonly<Record<string, Readonly<Record<string, Maker>>>> {
  const accounts = (count: number, chosen: number) =>
    Array.from({ length: count }, (_, n) => ({
      id: `${id.slice(0, -1)}${n % 10}`,
      platform: n % 2 === 0 ? 'slack' : 'teams',
      workspace: everyName[n % everyName.length] ?? 'x',
      chosen: n === chosen,
    }));
  const everyAccounts = [accounts(1, 0), accounts(1, -1), accounts(2, 1), accounts(10, -1)];
  return {
    'src/features/settings/cards.ts': {
      noCountry: piece,
      settingsCard: (say) => [
        ...everySettings.flatMap((one) =>
          everyAccounts.map((all) => settings.settingsCard(say, one, all, id)),
        ),
        ...everySettings
          .slice(0, 1)
          .flatMap((one) =>
            everyCalendar.map((calendar) =>
              settings.settingsCard(say, { ...one, calendar }, accounts(1, 0), id),
            ),
          ),
      ],
      languageForm: (say) => everySettings.map((one) => settings.languageForm(say, one)),
      countryForm: (say) => everySettings.map((one) => settings.countryForm(say, one, countries)),
      zoneForm: (say) => everySettings.map((one) => settings.zoneForm(say, one)),
      zoneRefused: (say) =>
        [[], ['Europe/Madrid'], ['Europe/Madrid', 'America/Indiana/Knox', 'Asia/Tokyo']].map((near) =>
          settings.zoneRefused(say, near),
        ),
      quietForm: (say) => everySettings.map((one) => settings.quietForm(say, one)),
    },
    'src/features/settings/hours-cards.ts': {
      patternLimit: piece,
      hoursItems: piece,
      shiftsForm: (say) => everyHours.map((told) => hoursCards.shiftsForm(say, told)),
      patternRefused: (say) =>
        (['nothing', 'word', 'no-days', 'no-times'] as const).flatMap((because) =>
          ['', ...Object.values(hostile)].map((part) =>
            hoursCards.patternRefused(say, { kind: 'wrong', because, part: part.slice(0, 60) }),
          ),
        ),
      offForm: (say) => everyHours.map((told) => hoursCards.offForm(say, told)),
      pauseForm: (say) => everyHours.map((told) => hoursCards.pauseForm(say, told)),
    },
    'src/features/settings/calendar-cards.ts': {
      troubleWords: piece,
      calendarWords: piece,
      useCalendar: piece,
      sleepField: piece,
      forgetCalendar: piece,
      calendarForm: (say) =>
        [true, false].flatMap((address) =>
          [true, false].map((file) => calendarCards.calendarForm(say, { address, file }, nothing)),
        ),
      calendarFileForm: (say) => [
        calendarCards.calendarFileForm(say, `https://lamplight.example.org/shifts/${'x'.repeat(64)}`),
      ],
      calendarReadCard: (say) =>
        everyCalendar.map((known, unread) => calendarCards.calendarReadCard(say, known, unread)),
      calendarNotReadCard: (say) =>
        everyTrouble.flatMap((because) =>
          [undefined, read, { ...read, from: 'file' as const }].map((known) =>
            calendarCards.calendarNotReadCard(say, because, known),
          ),
        ),
    },
    'src/features/settings/account-cards.ts': {
      accountBlocks: piece,
      linkForm: (say) => [linked.linkForm(say, 'ABCD-EFGH')],
      typeForm: (say) => [linked.typeForm(say)],
      confirmForm: (say) => [
        linked.confirmForm(say, 'ABCD-EFGH', undefined),
        ...everyPlace(say).map((place) =>
          linked.confirmForm(say, 'ABCD-EFGH', { mine: place, other: place }),
        ),
      ],
      reachForm: (say) => everyAccounts.map((all) => linked.reachForm(say, all)),
      linkedCard: (say) =>
        everyPlace(say).map((place) => linked.linkedCard(say, { one: place, other: place })),
      linkedNotice: (say) =>
        everyPlace(say).map((place) => linked.linkedNotice(say, { one: place, other: place })),
      unlinkedNotice: (say) =>
        everyPlace(say).map((place) => linked.unlinkedNotice(say, { one: place, other: place })),
    },
  };
}
