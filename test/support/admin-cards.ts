// The programme's set-up, as it can show, made from ordinary and from extreme data.
import type { Switchable } from '../../src/chat/feature.ts';
import * as admin from '../../src/features/admin/cards.ts';
import * as workspaces from '../../src/features/admin/workspace-cards.ts';
import { placeName } from '../../src/link-cards.ts';
import type { Deed, Entry } from '../../src/people/audit.ts';
import { roles } from '../../src/people/person.ts';
import type { Holder } from '../../src/people/roles.ts';
import type { Speaker } from '../../src/words/speak.ts';
import type { Maker } from './every-card.ts';
import { hostile } from './hostile.ts';

const id = '11111111-2222-4333-8444-555555555555';
const now = Date.UTC(2026, 10, 22, 13, 0);
/** Names of people and of workspaces come from their platform: anything may stand in them. */
const everyName = ['St. Brigid’s', ...Object.values(hostile), 'x'.repeat(250)];
const everyPlace = (say: Speaker) =>
  everyName.flatMap((workspace) =>
    ['slack', 'teams', 'somewhere'].map((platform) => placeName(say, { platform, workspace })),
  );
const places = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `${id.slice(0, -1)}${n % 10}`,
    platform: n % 2 === 0 ? 'slack' : 'teams',
    name: everyName[n % everyName.length] ?? 'x',
  }));
const holders = (count: number): readonly Holder[] =>
  Array.from({ length: count }, (_, n) => ({
    person: id,
    role: roles[n % roles.length] ?? 'coordinator',
    name: n % 3 === 0 ? null : (everyName[n % everyName.length] ?? null),
    until: n % 4 === 0 ? now : null,
    platform: n % 2 === 0 ? 'slack' : 'teams',
    workspace: everyName[n % everyName.length] ?? 'x',
  }));
const features: readonly Switchable[] = ['on', 'off'].map((name) => ({
  name,
  isOn: name === 'on',
  label: 'command.checkin',
  about: 'command.checkin-hint',
  introduction: () => ({ name: 'x', summary: 'x', blocks: [] }),
}));
const everyDeed: readonly Deed[] = [
  ...roles.flatMap((role): Deed[] => [
    { what: 'role-given', role },
    { what: 'role-taken', role },
  ]),
  { what: 'feature-on', feature: 'on' },
  { what: 'feature-off', feature: 'of an older version' },
  ...everyName.flatMap((name): Deed[] => [
    { what: 'workspace-connected', place: name },
    { what: 'workspace-separated', place: name },
    { what: 'group-kept', group: name },
    { what: 'group-removed', group: name },
    { what: 'line-added', line: name },
    { what: 'line-removed', line: name },
    { what: 'line-checked', line: name },
  ]),
  { what: 'role-given', role: 'coordinator', setUp: true },
  { what: 'installed', place: 'St. Brigid’s' },
  { what: 'unreadable' },
  { what: 'staff-taken', count: 1 },
  { what: 'staff-taken', count: 12_345 },
  { what: 'countries-served', countries: [] },
  { what: 'countries-served', countries: ['IE', 'MX', 'US'] },
];
const record: readonly Entry[] = everyDeed.map((deed, n) => ({
  ...deed,
  at: now,
  by: n % 2 === 0 ? null : (everyName[n % everyName.length] ?? null),
  about: n % 3 === 0 ? null : (everyName[n % everyName.length] ?? null),
}));
const pages = Array.from({ length: Math.ceil(record.length / admin.recordPage) }, (_, page) =>
  record.slice(page * admin.recordPage, (page + 1) * admin.recordPage),
);

export const adminMakers: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  'src/features/admin/cards.ts': {
    adminCard: (say) =>
      [0, 1, 2, 12].map((count) =>
        admin.adminCard(
          say,
          Array.from({ length: count }, (_, n) =>
            n % 2 === 0 ? admin.loneCard(say) : admin.noStewardItem(say),
          ),
          [{ press: 'do.lines', label: say('command.lines') }],
        ),
      ),
    loneCard: () => [],
    noStewardItem: () => [],
    stewardCard: (say) => [admin.stewardCard(say, []), admin.stewardCard(say, features)],
    rolesCard: (say) =>
      [0, 1, 7, 40].flatMap((count) =>
        [true, false].flatMap((mayChange) => [
          admin.rolesCard(say, holders(count), mayChange),
          admin.rolesCard(say, holders(count), mayChange, say('roles.last')),
          ...roles.flatMap((role) =>
            [null, ...everyName].map((name) =>
              admin.rolesCard(say, holders(count), mayChange, { name, role, managed: count }),
            ),
          ),
        ]),
      ),
    nameForm: (say) => [admin.nameForm(say, ['coordinator']), admin.nameForm(say, ['deputy', 'coordinator'])],
    givenNotice: (say) =>
      roles.flatMap((role) => [undefined, now].map((until) => admin.givenNotice(say, role, until))),
    takenNotice: (say) => roles.map((role) => admin.takenNotice(say, role)),
    recordPage: () => [],
    recordCard: (say) =>
      [[], ...pages].flatMap((entries) =>
        [true, false].map((more) => admin.recordCard(say, { entries, more }, 0, features)),
      ),
  },
  'src/features/admin/workspace-cards.ts': {
    workspacesCard: (say) =>
      [1, 2, 12].flatMap((count) =>
        [true, false].map((may) => workspaces.workspacesCard(say, places(count), id, may)),
      ),
    notForDeputiesCard: (say) => [workspaces.notForDeputiesCard(say)],
    connectForm: (say) => [workspaces.connectForm(say, 'ABCD-EFGH')],
    typeForm: (say) => [workspaces.typeForm(say)],
    confirmForm: (say) =>
      [undefined, ...everyPlace(say)].map((place) => workspaces.confirmForm(say, 'ABCD-EFGH', place)),
    connectedCard: (say) =>
      everyPlace(say).map((place) => workspaces.connectedCard(say, { one: place, other: place })),
    separatedCard: (say) => everyPlace(say).map((place) => workspaces.separatedCard(say, place)),
    partedNotice: (say) => everyPlace(say).map((place) => workspaces.partedNotice(say, place)),
    busyCard: (say) => [workspaces.busyCard(say)],
  },
};
