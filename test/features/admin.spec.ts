// What a coordinator finds under admin, and what the staff list means for roles.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesFor } from '../../src/features/help/lines.ts';
import type { roles } from '../../src/people/person.ts';
import { mayServe } from '../../src/people/roles.ts';
import {
  brigid,
  openProgramme,
  type Programme,
  type Someone,
  someone,
  wordsOf,
} from '../support/programme.ts';

const day = 24 * 3_600_000;
const person = (name: string) => ({ name, bot: false, guest: false });
const profiles = {
  nora: person('Nora Quinn'),
  liam: person('Liam Doyle'),
  carla: person('Carla Boyd'),
  robot: { name: 'Robot', bot: true, guest: false },
  visitor: { name: 'Vera Visitor', bot: false, guest: true },
};

let programme: Programme;
let carla: Someone;
let nora: Someone;
let liam: Someone;
beforeEach(async () => {
  programme = await openProgramme({ profiles });
  carla = someone(programme, brigid, 'carla');
  nora = someone(programme, brigid, 'nora');
  liam = someone(programme, brigid, 'liam');
});
afterEach(() => programme.end());

const names = (who: string, role: string, more = {}) => carla.sends('admin.name', { who, role, ...more });
const shown = async (by: Someone, words: string): Promise<string> => {
  const { answer } = await by.types('admin', words);
  return 'card' in answer ? wordsOf(answer.card) : JSON.stringify(answer);
};
const _takes = async (by: Someone, role: string, whose: Someone) =>
  by.presses('admin.take', `${role} ${(await programme.rowOf(whose)).person}`);
async function _told(): Promise<readonly string[]> {
  await programme.house.outbox.drain();
  return programme.letters.map(({ card, conversation }) => `${card.name} to ${conversation}`);
}
const _later = async (ms: number): Promise<void> => {
  programme.clock.now += ms;
  await programme.house.tick.minute();
};

describe('nobody serves people whom they manage', () => {
  it('by the staff list, for the roles that listen and read', async () => {
    nora = someone(programme, brigid, 'U0NORA');
    liam = someone(programme, brigid, 'U0LIAM');
    for (const one of [nora, liam]) await one.types('help');
    await carla.sends('roster.paste', {
      list: 'account,unit,manager\nU0LIAM,Ward 4,U0NORA\nU0SEVEN7,Ward 4,U0NORA',
    });
    const { person: holder, organisation } = await programme.rowOf(nora);
    const { person: member } = await programme.rowOf(liam);
    const may = (role: (typeof roles)[number], one: string, other: string) =>
      programme.database.within(organisation, (tx) => mayServe(tx, role, one, other));
    expect(await may('supporter', holder, member)).toBe(true);
    const draft = await programme.database.owner
      .selectFrom('roster_draft')
      .select('id')
      .executeTakeFirstOrThrow();
    await carla.presses('roster.use', draft.id);
    for (const role of ['supporter', 'facilitator', 'supervisor', 'moderator'] as const) {
      expect([role, await may(role, holder, member)]).toEqual([role, false]);
      expect([role, await may(role, member, holder)]).toEqual([role, true]);
    }
    expect(await may('coordinator', holder, member)).toBe(true);
    const { answer } = await names('U0NORA', 'supporter');
    expect('card' in answer && wordsOf(answer.card)).toContain('they manage one person');
  });
});

describe('admin', () => {
  it('opens on what needs the coordinator today, and says when nothing does', async () => {
    expect(await shown(carla, '')).toContain('These 4 things need you today');
    await names('nora', 'deputy');
    expect(await shown(carla, '')).toContain('no steward');
    await names('liam', 'steward');
    await carla.sends('help.countries-served', { countries: ['MX'] });
    for (const line of linesFor('MX')) await carla.presses('help.checked', line.id);
    await carla.sends('roster.paste', { list: 'account,unit\nU0LIAM,Ward 4' });
    const draft = await programme.database.owner
      .selectFrom('roster_draft')
      .select('id')
      .executeTakeFirstOrThrow();
    expect(await shown(carla, '')).toContain('waits for your yes');
    expect(await shown(nora, '')).not.toContain('waits for your yes');
    await carla.presses('roster.use', draft.id);
    expect(await shown(carla, '')).toContain('Nothing needs you today.');
    programme.clock.now += 400 * day;
    expect(await shown(carla, '')).toContain('last checked more than 90 days ago');
  });

  it('has a record in pages, newest first, with what was done by whom', async () => {
    await carla.sends('help.own-line', { name: 'Chaplain', call: '+1 555 0100' });
    for (let n = 0; n < 12; n += 1) {
      programme.clock.now += 1_000;
      await carla.sends('help.countries-served', { countries: ['IE'] });
    }
    programme.clock.now += 1_000;
    await carla.presses('help.checked', 'us-988');
    const first = await shown(carla, 'record');
    expect(first).toContain('Help line checked');
    expect(first).toContain('Older');
    expect(first).not.toContain('Chaplain');
    const { answer } = await carla.presses('do.admin', 'record 10');
    expect('card' in answer && wordsOf(answer.card)).toContain('Help line added: Chaplain');
  });

  it('has in its record how it was installed and whom the settings named, once', async () => {
    await programme.house.install({ ...brigid, coordinators: ['carla', 'nora'] });
    await programme.house.install({ ...brigid, coordinators: ['carla', 'nora'] });
    const words = await shown(carla, 'record');
    expect(words.split('Installed: St. Brigid’s')).toHaveLength(2);
    expect(words.split(/was named: coordinator/i)).toHaveLength(3);
    expect(words.split('when I was installed or started')).toHaveLength(4);
  });

  it('shows what another version wrote in its record as what cannot be read, and all the rest', async () => {
    const { id, organisation } = await programme.rowOf(carla);
    const at = new Date(programme.clock.now);
    for (const [what, details] of [
      ['of-tomorrow', '{}'],
      ['role-given', '{"role":"king"}'],
      ['countries-served', '7'],
    ] as const)
      await programme.database.owner
        .insertInto('audit')
        .values({
          id: randomUUID(),
          organisation_id: organisation,
          what,
          by_account: id,
          by_name: null,
          whose_account: null,
          whose_name: null,
          details,
          at,
        })
        .execute();
    const words = await shown(carla, 'record');
    expect(words.split('cannot read')).toHaveLength(4);
    expect(words).toContain('Installed');
  });
});
