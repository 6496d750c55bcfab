// Someone else's button or form does nothing, and says so: each word, press and form of every feature, as the features name them.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/chat/message.ts';
import { type Role, roles } from '../../src/people/person.ts';
import { actingRoles } from '../../src/people/role.ts';
import { type Act, carriedIn, everyAct, rowsIn } from '../support/every-act.ts';
import {
  answered,
  brigid,
  far,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
} from '../support/programme.ts';
import { addStaff } from '../support/staff-rows.ts';

const canary = 'canary-5b1e what only they may read';
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

let programme: Programme;
let acts: readonly Act[];
let count = 0;
/** Of each hospital somebody who has something in every table and on every card; and what of theirs somebody else knows. */
const victims = new Map<Place, { victim: Someone; known: readonly string[] }>();
beforeAll(async () => {
  programme = await openProgramme({
    limits: { personPerMinute: 1_000_000, organisationPerSecond: 1_000_000 },
  });
  acts = everyAct(programme);
  for (const [place, runner] of [
    [brigid, 'carla'],
    [luke, 'lena'],
  ] as const) {
    const coordinator = someone(programme, place, runner);
    for (const { name, optional } of programme.house.features)
      if (optional) await coordinator.presses('admin.switch-on', name);
    await programme.house.install({ ...place, coordinators: [], tokens: { botToken: `xoxb-${runner}` } });
  }
  for (const place of [brigid, luke]) {
    const victim = await comes(place, roles);
    await tells(victim, 2, canary, programme.clock);
    victims.set(place, { victim, known: [] });
  }
  // What another process may know of a switch is old by now; and no code ends from here on.
  programme.clock.now += 31_000;
  // What an hour brings has come: no tick adds to it meanwhile.
  await programme.house.tick.minute();
  for (const [place, { victim }] of victims) victims.set(place, await knownOf(victim));
});
/** What was asked of the network is done, whoever wakes it: the next test finds nothing under way. */
afterEach(async () => {
  const waits = () =>
    programme.database.owner
      .selectFrom('roster_draft')
      .select('id')
      .where('due_at', 'is not', null)
      .executeTakeFirst();
  for (let tries = 0; tries < 100 && (tries === 0 || (await waits())); tries += 1) {
    await programme.house.tick.minute();
    await programme.house.bot.settle();
    await programme.house.outbox.drain();
  }
});
afterAll(() => programme.end());

type Place = typeof brigid;

/** Somebody new, who holds these roles and has met the bot. */
async function comes(place: Place, held: readonly Role[] = []): Promise<Someone> {
  count += 1;
  const who = someone(programme, place, `U0PERSON${count}`);
  await who.types('help');
  await give(who, held);
  return who;
}

/** So many do it side by side, each with their share of the values. */
const atOnce = 32;
async function shared(
  crowd: readonly Someone[],
  values: readonly string[],
  does: (who: Someone, value: string) => Promise<void>,
): Promise<void> {
  await Promise.all(
    crowd.map(async (who, n) => {
      for (const value of values.filter((_, index) => index % crowd.length === n)) await does(who, value);
    }),
  );
}

async function give(who: Someone, held: readonly Role[]): Promise<void> {
  if (held.length === 0) return;
  const { id, person, organisation } = await programme.rowOf(who);
  await programme.database.owner
    .insertInto('role_held')
    .values(held.map((role) => ({ organisation_id: organisation, person_id: person, account_id: id, role })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What their buttons and forms carry, and every id that stands in a row of theirs. */
async function knownOf(victim: Someone): Promise<{ victim: Someone; known: readonly string[] }> {
  const { id, person, organisation } = await programme.rowOf(victim);
  await addStaff(programme.database, organisation, victim.who.account);
  const seen: string[] = [];
  for (const act of acts) if (act.kind !== 'form') seen.push(...carriedIn(await act.by(victim)));
  const theirs = (await rows()).filter((row) => row.includes(id) || row.includes(person));
  const ids = theirs.flatMap((row) => row.match(uuid) ?? []);
  return { victim, known: [...new Set([...seen, ...ids])].toSorted() };
}

function victimIn(place: Place): { victim: Someone; known: readonly string[] } {
  const found = victims.get(place);
  if (!found) throw new Error('nobody is there');
  return found;
}

/** What stands in the database when nothing is under way any more. */
async function rows(): Promise<readonly string[]> {
  await programme.house.bot.settle();
  await programme.house.outbox.drain();
  return rowsIn(programme.database);
}

const faults = () => programme.facts.filter(({ event }) => event === 'fault' || event === 'late');
const answers = ({ kind, answer }: Outcome): string => `${kind} ${answer.kind}`;

/** Without what says that somebody was there, and what is theirs. */
const without = (all: readonly string[], ...own: readonly string[]): readonly string[] =>
  all.filter((row) => !row.startsWith('inbox ') && !own.some((id) => row.includes(id)));

async function idsOf(who: Someone): Promise<readonly string[]> {
  const { id, person } = await programme.rowOf(who);
  return [id, person, who.who.account];
}

/** Whoever did it is not there any more. */
const erases = ({ feature }: Act): boolean => feature === 'privacy';

/** What is said to whoever may not: a word that they do not have, or a button that is not theirs. */
const refusal = ({ kind }: Act): string => (kind === 'word' ? 'help.unknown' : 'bot.not-yours');

/** What of this was answered in any other way than by a refusal, and what rows have changed by it. */
async function notRefused(who: Someone, forbidden: readonly Act[]): Promise<readonly string[]> {
  const before = await rows();
  const taken: string[] = [];
  for (const act of forbidden) {
    const answer = answered(await act.by(who, 'x'));
    if (answer !== refusal(act)) taken.push(`${act.what}: ${answer}`);
  }
  const own = await idsOf(who);
  const [was, is] = [without(before, ...own), without(await rows(), ...own)];
  const changed = [...was.filter((row) => !is.includes(row)), ...is.filter((row) => !was.includes(row))];
  return [...taken, ...changed, ...faults().map((fact) => JSON.stringify(fact))];
}

describe('the list of everything that can be done', () => {
  it('names every feature of the house, and whatever somebody needs a role for', () => {
    const named = new Set(acts.map(({ feature }) => feature));
    expect([...named]).toEqual(programme.house.features.map(({ name }) => name));
    expect(acts.filter((act) => act.roles).length).toBeGreaterThan(30);
    expect(acts.filter((act) => act.kind === 'form' && !act.roles).length).toBeGreaterThan(3);
    expect(new Set(acts.map(({ what }) => what)).size).toBe(acts.length);
  });
});

describe.each([
  ['Slack', brigid],
  ['Teams', luke],
] as const)('on %s', { timeout: 120_000 }, (_, place) => {
  it('a member who presses what needs a role changes nothing, and is told', async () => {
    const forbidden = acts.filter((act) => act.roles);
    expect(await notRefused(await comes(place), forbidden)).toEqual([]);
  });

  it.each(roles)('whoever is %s alone presses what needs another role in vain', async (role) => {
    const acting = actingRoles([role]);
    const forbidden = acts.filter((act) => act.roles && !acting.some((one) => act.roles?.includes(one)));
    expect(await notRefused(await comes(place, [role]), forbidden)).toEqual([]);
  });

  it('whoever has just lost a role has lost its buttons too, also those on the screen', async () => {
    const who = await comes(place, ['coordinator']);
    expect(answered(await who.types('admin'))).toBe('admin.card');
    const { person } = await programme.rowOf(who);
    await programme.database.owner.deleteFrom('role_held').where('person_id', '=', person).execute();
    const forbidden = acts.filter((act) => act.roles);
    expect(await notRefused(who, forbidden)).toEqual([]);
  });

  it('a member who presses somebody else’s own buttons and sends their forms touches nothing of theirs', async () => {
    const { victim, known } = victimIn(place);
    expect(known.length).toBeGreaterThan(10);
    const theirs = await idsOf(victim);
    const crowd = await Promise.all(Array.from({ length: atOnce }, () => comes(place)));
    const own = new Set((await Promise.all(crowd.map(idsOf))).flat());
    for (const act of acts.filter(({ roles: needed, kind }) => !needed && kind !== 'word')) {
      const before = without(await rows(), ...own);
      await shared(crowd, known, async (who, value) => {
        const outcome = await act.by(who, value);
        expect([act.what, value, answers(outcome)]).toEqual([
          act.what,
          value,
          expect.stringMatching(/^kept /),
        ]);
        expect(JSON.stringify(outcome)).not.toContain(canary);
        if (erases(act)) {
          // Whoever erased themselves has come anew.
          await who.types('help');
          for (const id of await idsOf(who)) own.add(id);
        }
      });
      const after = without(await rows(), ...own);
      const kept = new Set(after);
      const was = new Set(without(before, ...own));
      expect([act.what, [...was].filter((row) => !kept.has(row))]).toEqual([act.what, []]);
      const added = after.filter((row) => !was.has(row));
      expect([act.what, added.filter((row) => theirs.some((id) => row.includes(id)))]).toEqual([
        act.what,
        [],
      ]);
      expect(faults()).toEqual([]);
    }
  });

  it('a coordinator of another hospital reaches nothing here, with whatever they know of it', async () => {
    const { victim, known } = victimIn(place);
    const { organisation } = await programme.rowOf(victim);
    const here = async () => (await rows()).filter((row) => row.includes(organisation));
    const before = await here();
    const crowd = await Promise.all(Array.from({ length: atOnce }, () => comes(far, roles)));
    for (const act of acts.filter(({ kind }) => kind === 'press' || kind === 'form')) {
      await shared(crowd, known, async (stranger, value) => {
        const outcome = await act.by(stranger, value);
        expect([act.what, value, answers(outcome)]).toEqual([
          act.what,
          value,
          expect.stringMatching(/^kept /),
        ]);
        const said = JSON.stringify(outcome.answer);
        expect(said).not.toContain(canary);
        expect([act.what, said.includes(place.name)]).toEqual([act.what, false]);
        if (erases(act)) {
          await stranger.types('help');
          await give(stranger, roles);
        }
      });
    }
    expect(await here()).toEqual(before);
    expect(faults()).toEqual([]);
  });
});

describe('of a feature that is off', () => {
  it('nothing is there: each word is unknown, and each button and form says that it is gone', async () => {
    const off = new Set(programme.house.features.flatMap(({ name, optional }) => (optional ? [name] : [])));
    expect(off.size).toBeGreaterThan(0);
    const who = await comes(far, roles);
    const before = await rows();
    for (const act of acts.filter(({ feature }) => off.has(feature))) {
      const outcome = await act.by(who, 'x');
      const gone = outcome.answer.kind === 'errors' || answered(outcome) === 'bot.gone';
      expect([act.what, act.kind === 'word' ? answered(outcome) : gone]).toEqual([
        act.what,
        act.kind === 'word' ? 'help.unknown' : true,
      ]);
    }
    const own = await idsOf(who);
    expect(without(await rows(), ...own)).toEqual(without(before, ...own));
    expect(faults()).toEqual([]);
  });
});
