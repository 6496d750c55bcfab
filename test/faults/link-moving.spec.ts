import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/chat/message.ts';
import {
  answered,
  brigid,
  codeIn,
  connectPlaces,
  history,
  luke,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  tells,
} from '../support/programme.ts';

let programme: Programme;
let carla: Someone;
let lena: Someone;
let nora: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme();
  carla = someone(programme, brigid, 'carla');
  nora = someone(programme, brigid, 'nora');
  lena = someone(programme, luke, 'lena');
  liam = someone(programme, luke, 'liam');
});
afterEach(() => programme.end());

describe('while workspaces are being connected', () => {
  it('what is on its way arrives, on both sides, before and after', async () => {
    for (const person of [nora, liam]) await person.types('help');
    const put = async (account: string, name: string): Promise<void> => {
      const { person, organisation } = await programme.rowOf(someone(programme, brigid, account));
      const delivery: Delivery = {
        to: { kind: 'person', person },
        card: { name, summary: name, blocks: [] },
        why: 'notice',
      };
      await programme.database.within(organisation, (tx) =>
        programme.house.outbox.put(tx, organisation, [delivery], programme.clock.now),
      );
    };
    await put('nora', 'to nora');
    await put('liam', 'to liam');
    await connectPlaces(carla, lena);
    await put('nora', 'again to nora');
    await put('liam', 'again to liam');
    await carla.presses('admin.separate', await programme.idOf(luke));
    await programme.house.outbox.drain();
    const about = programme.letters.map(({ workspace, card }) => `${workspace} ${card.name}`).sort();
    expect(about.filter((one) => one.includes(' to '))).toEqual(
      [
        `${brigid.workspace} to nora`,
        `${brigid.workspace} again to nora`,
        `${luke.workspace} to liam`,
        `${luke.workspace} again to liam`,
      ].sort(),
    );
  });

  it('what is being sent at that very moment is noted as sent, and not said again', async () => {
    await liam.types('help');
    await liam.does({ kind: 'said', text: 'help', place: { conversation: 'talk liam', private: true } });
    programme.weather.send = async () => {
      programme.weather.send = undefined;
      await connectPlaces(lena, carla);
      return undefined;
    };
    await programme.house.outbox.drain();
    programme.clock.now += 10 * 60_000;
    await programme.house.outbox.drain();
    expect(programme.letters.filter(({ card }) => card.name === 'help.screen')).toHaveLength(1);
    const states = await programme.database.owner.selectFrom('delivery').select('state').execute();
    expect(states.map(({ state }) => state)).not.toContain('sending');
  });

  it('a process that knows nothing of it keeps what people tell it, where it belongs now', async () => {
    const stale = await programme.second();
    const [oldNora, oldLiam, fresh] = [
      someone(stale, brigid, 'nora'),
      someone(stale, luke, 'liam'),
      someone(stale, luke, 'new here'),
    ] as const;
    for (const person of [oldNora, oldLiam]) await person.types('help');
    await tells(oldLiam, 2, 'before', programme.clock);
    await connectPlaces(lena, carla);
    await tells(oldLiam, 4, 'after', programme.clock);
    await tells(fresh, 3, 'first words', programme.clock);
    await tells(oldNora, 3, 'hers', programme.clock);
    // Get help now keeps a country the same way.
    await oldLiam.presses('help.country', 'IE');
    await stale.house.bot.settle();
    expect(await history(liam)).toEqual(['after', 'before']);
    await carla.presses('admin.separate', await programme.idOf(luke));
    await tells(oldLiam, 5, 'on our own', programme.clock);
    await tells(fresh, 5, 'second words', programme.clock);
    expect(await history(liam)).toEqual(['on our own', 'after', 'before']);
    expect(await history(someone(programme, luke, 'new here'))).toEqual(['second words', 'first words']);
    expect(stale.facts.filter(({ event }) => event === 'fault' || event === 'kept-in-memory-only')).toEqual(
      [],
    );
    const { rows } = await sql<{ country: string; n: number }>`
      select person.country, (select count(*) from account) as n from account join person on person.id = person_id
      where external_id = 'liam'`.execute(programme.database.owner);
    // Three coordinators, Nora, Liam and whoever was new: each once.
    expect(rows).toEqual([{ country: 'IE', n: 6 }]);
  });

  it('everybody who acts in that moment is kept once, whichever came first', async () => {
    const people = Array.from({ length: 20 }, (_, n) => someone(programme, n % 2 ? brigid : luke, `p${n}`));
    const other = await programme.second();
    const code = codeIn(await carla.presses('admin.connect'));
    const deeds = people.map((person, n) =>
      someone(n % 3 ? programme : other, n % 2 ? brigid : luke, person.who.account).sends('checkins.mood', {
        mood: 3,
      }),
    );
    const [connected, ...outcomes] = await Promise.all([lena.sends('admin.confirm', {}, code), ...deeds]);
    expect(connected && answered(connected)).toBe('admin.connected');
    expect(outcomes.map(answered)).toEqual(people.map(() => 'checkins.more'));
    const { rows } = await sql<{ who: string; n: number }>`
      select external_id as who, count(*) as n from checkin join account on account.id = checkin.account_id
      group by 1`.execute(programme.database.owner);
    expect(rows.filter(({ n }) => n !== 1)).toEqual([]);
    expect(rows).toHaveLength(people.length);
  });
});
