// The staff list and the groups of people, as they can show, made from ordinary and from extreme data.
import * as audiences from '../../src/features/audiences/cards.ts';
import * as roster from '../../src/features/roster/cards.ts';
import type { Audience } from '../../src/people/audience.ts';
import type { Preview } from '../../src/people/roster-draft.ts';
import type { Maker } from './every-card.ts';
import { hostile } from './hostile.ts';

const id = '11111111-2222-4333-8444-555555555555';
const now = Date.UTC(2026, 10, 22, 13, 0);
const hostileNames = Object.values(hostile).map((text) => text.slice(0, 80));
const everyAudience: readonly Audience[] = [
  ...(['conversation', 'list', 'roster'] as const).flatMap((source) =>
    [true, false].flatMap((kept) =>
      [null, 'unreachable', 'failed'].map((problem) => ({
        id,
        name: hostileNames[source.length % hostileNames.length] ?? '',
        source,
        unit: 'x'.repeat(200),
        discipline: kept ? 'y'.repeat(200) : null,
        guests: kept,
        kept,
        people: kept ? 12_345 : 0,
        leftOut: { bots: 1, guests: kept ? 0 : 2, strangers: 3, deactivated: 1, missing: kept ? 400 : 1 },
        followedAt: kept ? now : null,
        problem,
      })),
    ),
  ),
  ...hostileNames.map((name, n) => ({
    id,
    name,
    source: 'list' as const,
    unit: null,
    discipline: null,
    guests: false,
    kept: true,
    people: n,
    leftOut: { bots: 0, guests: 0, strangers: 0, deactivated: 0, missing: 0 },
    followedAt: now,
    problem: null,
  })),
];

const preview = (units: number, strange: readonly number[], way: Preview['way']): Preview => ({
  draft: id,
  way,
  people: 49_000,
  units: Array.from({ length: units }, (_, n) => ({
    unit: (hostileNames[n % hostileNames.length] ?? '') + 'z'.repeat(n % 2 === 0 ? 0 : 120),
    people: units - n,
  })),
  withoutUnit: units % 3,
  known: 17,
  fresh: 1,
  changed: 0,
  gone: 48_000,
  recognised:
    way === 'directory'
      ? []
      : (['mail', 'unit', 'discipline', 'manager', 'shift'] as const).map((column) => ({
          column,
          header: 'H'.repeat(60),
        })),
  ignored: Array.from({ length: units }, () => `<${'i'.repeat(58)}>`),
  strangeManagers: strange,
});
const everyPreview = (['file', 'pasted', 'directory'] as const).flatMap((way) => [
  preview(0, [], way),
  preview(1, [2], way),
  preview(400, [3, 4, 5], way),
]);

export const staffMakers: Readonly<Record<string, Readonly<Record<string, Maker>>>> = {
  'src/features/roster/cards.ts': {
    noListItem: () => [],
    waitingItem: () => [],
    rosterCard: (say) =>
      [undefined, ...(['file', 'pasted', 'directory'] as const)].flatMap((way) =>
        [true, false].flatMap((can) =>
          ['same', 'other'].map((keyId) =>
            roster.rosterCard(say, way && { way, takenAt: now, keyId, lines: 1_234, lists: can ? 2 : 1 }, {
              upload: can,
              directory: !can,
              keyId: 'same',
            }),
          ),
        ),
      ),
    uploadCard: (say) => [roster.uploadCard(say, `https://example.org/upload/${'t'.repeat(64)}`)],
    pasteForm: (say) => [roster.pasteForm(say)],
    previewCard: (say) => everyPreview.map((one) => roster.previewCard(say, one)),
    usedCard: (say) => [0, 1, 50_000].map((people) => roster.usedCard(say, people)),
    notUsedCard: (say) =>
      (['dropped', 'gone', 'overtaken'] as const).map((because) => roster.notUsedCard(say, because)),
    askedCard: (say) => [roster.askedCard(say)],
    notTakenCard: (say) => [roster.notTakenCard(say)],
  },
  'src/features/audiences/cards.ts': {
    needsItem: () => [],
    mostChoices: () => [],
    audiencesCard: (say) =>
      [[], everyAudience.slice(0, 1), everyAudience].flatMap((all) =>
        ['c'.repeat(1_500), undefined].flatMap((here) =>
          [0, 8, 16, 1_000].map((from) => audiences.audiencesCard(say, all, here, from)),
        ),
      ),
    countCard: (say) => everyAudience.map((audience) => audiences.countCard(say, audience)),
    followForm: (say) => [audiences.followForm(say, 'c'.repeat(1_500))],
    listForm: (say) => [audiences.listForm(say)],
    staffForm: (say) => [
      audiences.staffForm(say, [], []),
      audiences.staffForm(say, hostileNames, ['Nurse']),
      audiences.staffForm(
        say,
        Array.from({ length: audiences.mostChoices }, (_, n) => `${n} ${'u'.repeat(197 - String(n).length)}`),
        [],
      ),
    ],
    countingCard: (say) => [audiences.countingCard(say)],
    keptCard: (say) => hostileNames.map((name) => audiences.keptCard(say, name)),
    notMadeCard: (say) =>
      (['dropped', 'gone', 'not-here', 'no-staff-list'] as const).map((because) =>
        audiences.notMadeCard(say, because),
      ),
    notCountedCard: (say) =>
      hostileNames.flatMap((name) => [
        audiences.notCountedCard(say, name, 'unreachable'),
        audiences.notCountedCard(say, name, 'failed'),
      ]),
  },
};
