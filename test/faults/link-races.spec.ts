// Two who link at the same moment, on one process or two: one effect, and words for the other.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { splitPerson } from '../../src/people/linking.ts';
import { notice } from '../../src/people/notice.ts';
import { until } from '../support/checkins.ts';
import {
  answered,
  brigid,
  codeOf,
  connectPlaces,
  formIn,
  history,
  linkAccounts,
  luke,
  openProgramme,
  type Process,
  type Programme,
  type Someone,
  someone,
  tells,
} from '../support/programme.ts';

let programme: Programme;
let other: Process;
let here: Someone;
let there: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  await connectPlaces(someone(programme, brigid, 'carla'), someone(programme, luke, 'lena'));
  other = await programme.second();
  here = someone(programme, brigid, 'nora');
  there = someone(other, luke, 'nora in Teams');
  liam = someone(other, luke, 'liam');
  for (const person of [here, there, liam])
    await tells(person, 3, `of ${person.who.account}`, programme.clock);
});
afterEach(() => programme.end());

const confirms = (by: Someone, code: string): Promise<string> =>
  by.sends('settings.confirm', {}, code).then(answered);

async function personsBehind(): Promise<number> {
  const people = await Promise.all([here, there].map((person) => programme.rowOf(person)));
  return new Set(people.map(({ person }) => person)).size;
}

async function unlinked(): Promise<void> {
  await here.presses('settings.unlink', (await programme.rowOf(there)).id);
  expect(await personsBehind()).toBe(2);
  expect(await history(here)).toEqual(['of nora']);
  expect(await history(there)).toEqual(['of nora in Teams']);
}

describe('two accounts that are linked at the same moment', () => {
  it('by each other’s codes become one person, once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [mine, theirs] = [await codeOf(here), await codeOf(there)];
      const outcomes = await Promise.all([confirms(here, theirs), confirms(there, mine)]);
      expect(outcomes.filter((outcome) => outcome === 'settings.linked')).toHaveLength(1);
      expect(outcomes.find((outcome) => outcome !== 'settings.linked')).toMatch(
        /in the middle of something|are you already|does not work/,
      );
      expect(await personsBehind()).toBe(1);
      expect(await history(here)).toEqual(['of nora in Teams', 'of nora']);
      await unlinked();
    }
  });

  it('by one code typed twice become one person, once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const code = await codeOf(here);
      const outcomes = await Promise.all([confirms(there, code), confirms(liam, code)]);
      expect(outcomes.filter((outcome) => outcome === 'settings.linked')).toHaveLength(1);
      expect(outcomes.find((outcome) => outcome !== 'settings.linked')).toMatch(
        /in the middle of something|does not work/,
      );
      const [nora, teams, third] = await Promise.all(
        [here, there, liam].map(async (person) => (await programme.rowOf(person)).person),
      );
      expect(new Set([nora, teams, third]).size).toBe(2);
      const joined = nora === teams ? there : liam;
      await here.presses('settings.unlink', (await programme.rowOf(joined)).id);
    }
  });

  it('while both check in lose nothing and double nothing', async () => {
    for (let round = 0; round < 6; round += 1) {
      const code = await codeOf(here);
      const outcomes = await Promise.all([
        confirms(there, code),
        here.sends('checkins.mood', { mood: 2 }).then(answered),
        liam.sends('checkins.mood', { mood: 2 }).then(answered),
        someone(programme, luke, 'nora in Teams').sends('checkins.mood', { mood: 2 }).then(answered),
      ]);
      expect(outcomes.slice(1)).toEqual(['checkins.more', 'checkins.more', 'checkins.more']);
      // Whoever was told to try again does.
      const linked = outcomes[0] === 'settings.linked' ? outcomes[0] : await confirms(there, code);
      expect(linked).toBe('settings.linked');
      await here.presses('settings.unlink', (await programme.rowOf(there)).id);
      const { rows } = await sql<{ astray: number }>`
        select count(*) as astray from checkin join account on account.id = checkin.account_id
        where account.person_id <> checkin.person_id`.execute(programme.database.owner);
      expect(rows[0]?.astray).toBe(0);
      programme.clock.now += 2 * 3_600_000;
    }
  });
});

describe('whoever acts while their account is unlinked', () => {
  it('acts as who they are afterwards, not as who they were', async () => {
    await linkAccounts(here, there);
    const { id, person, organisation } = await programme.rowOf(there);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: parted, resolve: part } = Promise.withResolvers<void>();
    // An unlinking that takes its time before it commits.
    const unlinking = programme.database.within(organisation, async (tx) => {
      await sql`select from person where id = ${person} for no key update`.execute(tx);
      await splitPerson(tx, person, [id], programme.clock.now);
      part();
      await held;
    });
    await parted;
    const telling = there.sends('checkins.mood', { mood: 1 });
    await until(async () => (await waiting()) > 0);
    release();
    await unlinking;
    const more = formIn(await telling);
    expect(answered(await there.sends('checkins.more', { note: 'mine alone' }, more.carries))).toBe(
      'checkins.offers',
    );
    expect(await history(here)).toEqual(['of nora']);
    expect(await history(there)).toEqual(['mine alone', 'of nora in Teams']);
  });
});

describe('what is written to somebody while they are being linked', () => {
  it('reaches the one that they are afterwards', async () => {
    const { person, organisation } = await programme.rowOf(here);
    const code = await codeOf(here);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: written, resolve: write } = Promise.withResolvers<void>();
    const card = { name: 'spec.notice', summary: 'a notice', blocks: [] };
    const writing = programme.database.within(organisation, async (tx) => {
      const to = { organisation, person, once: 'spec' };
      await notice(tx, programme.house.outbox, to, () => card, programme.clock.now);
      write();
      await held;
    });
    await written;
    const linking = confirms(there, code);
    await Promise.race([linking, until(async () => (await waiting()) > 0)]);
    release();
    await writing;
    expect(await linking).toBe('settings.linked');
    await programme.house.outbox.drain();
    const states = () =>
      programme.database.owner
        .selectFrom('delivery')
        .select('state')
        .where('kind', '=', 'spec.notice')
        .execute();
    await until(async () => (await states()).every(({ state }) => state !== 'new' && state !== 'sending'));
    expect(await states()).toEqual([{ state: 'sent' }]);
    expect(programme.letters.filter(({ card: { name } }) => name === 'spec.notice')).toHaveLength(1);
  });
});

async function waiting(): Promise<number> {
  const { rows } = await sql`
    select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
    programme.database.owner,
  );
  return rows.length;
}
