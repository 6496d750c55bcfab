// Everything that the features and the bot can show, made from ordinary and from extreme data. The table names every
// export of every cards module: one that is missing here fails a contract.
import * as bot from '../../src/bot-cards.ts';
import type { Card } from '../../src/chat/card.ts';
import type { Refusal } from '../../src/chat/check.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import type { Command } from '../../src/chat/feature.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Answer } from '../../src/chat/message.ts';
import { everyFeature } from '../../src/every-feature.ts';
import * as checkins from '../../src/features/checkins/cards.ts';
import { type Checkin, moods, topics } from '../../src/features/checkins/rules.ts';
import * as help from '../../src/features/help/cards.ts';
import { countries, lines } from '../../src/features/help/lines.ts';
import { makeKeyRing } from '../../src/guard/seal.ts';
import * as link from '../../src/link-cards.ts';
import { mailDigest } from '../../src/people/mail.ts';
import { type Role, roles } from '../../src/people/person.ts';
import { makeRoutes } from '../../src/routing.ts';
import type { Speaker } from '../../src/words/speak.ts';
import { adminMakers } from './admin-cards.ts';
import { hostile } from './hostile.ts';
import { membershipMakers } from './membership-cards.ts';
import { everyAsked, everyEnrolment, planMakers } from './plan-cards.ts';
import { privacyMakers } from './privacy-cards.ts';
import { reportMakers } from './report-cards.ts';
import { resourcesMakers } from './resources-cards.ts';
import { settingsMakers } from './settings-cards.ts';
import { staffMakers } from './staff-cards.ts';

const keys = makeKeyRing([Buffer.alloc(32, 7)]);
const digest = mailDigest(keys);
const routes = makeRoutes(
  everyFeature({
    keys,
    digest,
    base: () => 'https://example.org',
    hasDirectory: () => true,
    readsAddresses: true,
  }),
);
const now = Date.UTC(2026, 10, 22, 13, 0);

const commandsOf = (held: readonly Role[]): readonly Command[] =>
  routes.commandsFor(
    { id: 'p', organisation: 'o', language: 'en', timeZone: 'UTC', country: null, roles: held },
    new Set(['resources', 'reports']),
  );
const everyRole: readonly (readonly Role[])[] = [[], ...roles.map((role) => [role]), roles];

const who = { platform: 'slack', workspace: 'T', account: 'U' };
const common = { identity: 'i', who };
const place = { conversation: 'D', private: true };
const everyEvent: readonly ChatEvent[] = [
  { ...common, kind: 'command-used', verb: 'checkin', words: '' },
  { ...common, kind: 'button-pressed', press: 'a.b', value: '', inForm: true },
  { ...common, kind: 'form-sent', form: 'a.b', carries: '', answers: {} },
  { ...common, kind: 'said', text: 'x', place },
  { ...common, kind: 'home-opened' },
  { ...common, kind: 'joined' },
  { ...common, kind: 'removed' },
];
const everyRefusal: readonly Refusal[] = [
  { kind: 'empty' },
  { kind: 'too-short', least: 1 },
  { kind: 'too-long', most: 2_000, sent: 40_000 },
  { kind: 'unreadable' },
  { kind: 'not-offered' },
  { kind: 'not-a-number' },
  { kind: 'not-whole' },
  { kind: 'too-small', least: 1 },
  { kind: 'too-large', most: 9 },
  { kind: 'not-a-date' },
  { kind: 'not-a-time' },
];

const id = '11111111-2222-4333-8444-555555555555';
const longNotes = [
  'x'.repeat(2_000),
  '👩‍⚕️'.repeat(400),
  '😭'.repeat(2_000),
  'word '.repeat(400),
  ...Object.values(hostile),
];
const checkin = (n: number): Checkin => ({
  id,
  at: now - n * 7_000_000,
  told: {
    mood: moods[n % moods.length] ?? 3,
    ...(n % 3 === 0 ? {} : { topic: topics[n % topics.length] ?? 'sleep' }),
    ...(n % 2 === 0 ? {} : { note: longNotes[n % longNotes.length] ?? '' }),
  },
});
const manyCheckins = Array.from({ length: 1_100 }, (_, n) => checkin(n));
const everyTold = moods.flatMap((mood) =>
  [undefined, ...topics].flatMap((topic) =>
    [undefined, ...longNotes].map((note) => ({
      id,
      at: now,
      told: { mood, ...(topic ? { topic } : {}), ...(note ? { note } : {}) },
    })),
  ),
);

const ownLines = (count: number) => ({
  lines: Array.from({ length: count }, (_, n) => ({
    id: `own-${n}`,
    name: Object.values(hostile)[n % Object.keys(hostile).length]?.slice(0, 100) ?? 'x',
    ...(n % 2 === 0 ? { call: '+44 20 7946 0000' } : { chat: `https://example.org/${'x'.repeat(270)}` }),
    ...(n % 3 === 0 ? { when: 'y'.repeat(200) } : {}),
    checkedOn: '2026-01-01',
  })),
  checks: { 'us-988': '2026-11-01', 'own-1': '2026-11-02' },
});
const everyOwn = [ownLines(0), ownLines(1), ownLines(40)];

/** Names of workspaces come from their platform: anything may stand in them. */
const everyName = ['St. Brigid’s', ...Object.values(hostile), 'x'.repeat(250)];
const everyPlace = (say: Speaker) =>
  everyName.flatMap((workspace) =>
    ['slack', 'teams', 'somewhere'].map((platform) => link.placeName(say, { platform, workspace })),
  );
const code = {
  name: 'a.b',
  title: 'A code',
  code: 'ABCD-EFGH',
  how: 'Type it there.',
  warning: 'Take care.',
};

export type Made = { what: string; card?: Card; form?: Form; home?: Card; words?: string };
export type Maker = (say: Speaker) => readonly (Card | Form | Answer | string)[];
/** What draws nothing by itself: pieces of other cards, numbers, words. */
const piece: Maker = () => [];

const isForm = (made: Card | Form): made is Form => 'parts' in made;
const homeOf = (say: Speaker): Card => ({
  name: 'bot.home',
  summary: say('home.title'),
  blocks: checkins.homeBlocks(say, everyEnrolment(say)),
});

export const everyMaker: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  'src/bot-cards.ts': {
    regret: (say) =>
      everyEvent.flatMap((event) => [
        bot.regret(say, event, 'bot.not-saved'),
        bot.regret(say, event, 'bot.slow-down'),
        bot.regret(say, event, 'bot.busy'),
        bot.regret(say, event, 'bot.fault', { reference: '1a2b3c4d' }),
      ]),
    openPrivately: (say) =>
      routes.commands.flatMap((command) =>
        ['', 'history'].flatMap((typed) =>
          [true, false].map((own) => bot.openPrivately(say, command, typed, own)),
        ),
      ),
    repeated: (say) => everyEvent.map((event) => bot.repeated(say, event)),
    gone: (say) => everyEvent.map((event) => bot.gone(say, event)),
    notYours: (say) => [bot.notYours(say)],
    refusalWords: (say) => everyRefusal.map((refusal) => bot.refusalWords(say, refusal)),
  },
  'src/link-cards.ts': {
    placeName: everyPlace,
    codeForm: (say) => [link.codeForm(say, code)],
    enterForm: (say) => [link.enterForm(say, code)],
    refusedCode: (say) => [link.refusedCode(say)],
  },
  ...adminMakers,
  'src/features/checkins/cards.ts': {
    historyButton: piece,
    moodForm: (say) => [
      checkins.moodForm(say, '', undefined),
      checkins.moodForm(say, id, now),
      checkins.moodForm(say, '', now),
    ],
    moreForm: (say) =>
      everyTold.flatMap((told) => everyAsked(say).map((asked) => checkins.moreForm(say, told, asked))),
    offersForm: (say) =>
      everyTold.flatMap((told) => [
        checkins.offersForm(say, told, []),
        checkins.offersForm(say, told, [checkins.historyButton(say)]),
      ]),
    goneCard: (say) => [checkins.goneCard(say)],
    homeBlocks: (say) => [{ kind: 'home', card: homeOf(say) }],
    historyForm: (say) => [
      checkins.historyForm(say, [], 0, now),
      checkins.historyForm(say, [checkin(0)], 0, now),
      checkins.historyForm(say, manyCheckins.slice(0, 25), 20, now),
      ...[0, 10, 550, 1_090, 1_100, 5_000].map((from) => checkins.historyForm(say, manyCheckins, from, now)),
    ],
  },
  ...planMakers,
  ...reportMakers,
  ...staffMakers,
  ...resourcesMakers,
  ...privacyMakers,
  ...membershipMakers,
  ...settingsMakers(everyPlace, everyName),
  'src/features/help/cards.ts': {
    oldLinesItem: piece,
    helpNowCard: (say) =>
      [...countries, 'XX', '', null].flatMap((country) =>
        everyOwn.flatMap((own) => [false, true].map((shared) => help.helpNowCard(say, country, own, shared))),
      ),
    countriesForm: (say) => [[], ['MX', 'ES'], countries].map((served) => help.countriesForm(say, served)),
    countriesCard: (say) => [help.countriesCard(say)],
    helpCard: (say) => everyRole.map((held) => help.helpCard(say, commandsOf(held), held)),
    unknownCard: (say) =>
      everyRole.flatMap((held) =>
        [undefined, ...commandsOf(held)].map((nearest) => help.unknownCard(say, nearest, commandsOf(held))),
      ),
    linesCard: (say) =>
      everyOwn.flatMap((own) =>
        [new Set<string>(), new Set(['ES']), new Set(countries)].flatMap((inUse) =>
          [0, 8, 16, lines.length, 1_000].map((from) => help.linesCard(say, own, inUse, '2026-11-22', from)),
        ),
      ),
    ownLineForm: (say) => [help.ownLineForm(say)],
    oldLinesCard: (say) => [1, 2, 22].map((old) => help.oldLinesCard(say, old)),
  },
};

function madeOf(what: string, made: Card | Form | Answer | string): readonly Made[] {
  if (typeof made === 'string') return [{ what, words: made }];
  if (!('kind' in made)) return [isForm(made) ? { what, form: made } : { what, card: made }];
  switch (made.kind) {
    case 'card':
    case 'replace':
      return [{ what, card: made.card }];
    case 'home':
      return [{ what, home: made.card }];
    case 'form':
      return [{ what, form: made.form }];
    case 'errors':
      return Object.values(made.errors).map((words) => ({ what, words }));
    case 'nothing':
      return [];
  }
}

/** Everything, in this language. */
export const everything = (say: Speaker): readonly Made[] =>
  Object.entries(everyMaker).flatMap(([file, makers]) =>
    Object.entries(makers).flatMap(([name, make]) =>
      make(say).flatMap((made) => madeOf(`${file} ${name}`, made)),
    ),
  );
