// Who does what in a programme: named by coordinators, told, and never two things that do not go together.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { roles } from '../../src/people/person.ts';
import { actingRoles, conflictIn, mayName } from '../../src/people/role.ts';
import {
  answered,
  brigid,
  connectPlaces,
  formIn,
  linkAccounts,
  luke,
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
const takes = async (by: Someone, role: string, whose: Someone) =>
  by.presses('admin.take', `${role} ${(await programme.rowOf(whose)).person}`);
async function told(): Promise<readonly string[]> {
  await programme.house.outbox.drain();
  return programme.letters.map(({ card, conversation }) => `${card.name} to ${conversation}`);
}
const later = async (ms: number): Promise<void> => {
  programme.clock.now += ms;
  await programme.house.tick.minute();
};

describe('a role', () => {
  it('is given by a coordinator, told to whoever has it, shown with their name, and written down', async () => {
    expect(answered(await names('nora', 'supporter'))).toBe('admin.roles');
    expect(await told()).toEqual(['admin.given to talk nora']);
    expect(await shown(carla, 'roles')).toContain('Nora Quinn peer supporter');
    expect(await shown(carla, 'record')).toMatch(/Nora Quinn was named: peer supporter\nCarla Boyd/);
    expect(await shown(nora, '')).not.toContain('Record');
  });

  it.for(roles)('of a %s shows in their help what they may do, and in nobody else’s', async (role) => {
    await names('nora', role);
    const help = async (by: Someone) => {
      const { answer } = await by.types('help');
      return 'card' in answer ? wordsOf(answer.card) : '';
    };
    const { en } = await import('../../src/words/en.ts');
    expect(await help(nora)).toContain(en[`role.${role}-may`]);
    expect(await help(liam)).not.toContain(en[`role.${role}-may`]);
  });

  it('is taken away, told, and gone; pressed twice it changes nothing more', async () => {
    await names('nora', 'moderator');
    await told();
    programme.letters.length = 0;
    expect(answered(await takes(carla, 'moderator', nora))).toBe('admin.roles');
    expect(answered(await takes(carla, 'moderator', nora))).toBe('admin.roles');
    expect(await told()).toEqual(['admin.taken to talk nora']);
    expect(await shown(carla, 'roles')).not.toContain('moderator');
    expect(await shown(carla, 'record')).toContain('Nora Quinn no longer is: moderator');
  });

  it('is not for a bot, a guest, nobody, or what is no role; and not given twice', async () => {
    for (const who of ['robot', 'visitor', ''])
      expect([who, (await names(who, 'supporter')).answer.kind]).toEqual([who, 'errors']);
    expect((await names('nora', 'director')).answer.kind).toBe('errors');
    await names('nora', 'steward');
    expect((await names('nora', 'steward')).answer.kind).toBe('errors');
    expect(await told()).toEqual(['admin.given to talk nora']);
  });

  it('whose holder the platform does not tell of is shown by place, and by name once they have been there', async () => {
    await names('stranger', 'supporter');
    expect(await shown(carla, 'roles')).toContain('Somebody in Slack, St. Brigid’s');
    Object.assign(profiles, { stranger: person('Stella Strange') });
    await someone(programme, brigid, 'stranger').types('help');
    expect(await shown(carla, 'roles')).toContain('Stella Strange peer supporter');
  });
});

describe('a leader', () => {
  it('never runs the programme, nor stands in; whoever runs it never leads', async () => {
    await names('nora', 'leader');
    for (const role of ['coordinator', 'deputy']) {
      const refused = await names('nora', role);
      expect(refused.answer.kind).toBe('errors');
      expect(answered(refused)).toContain('cannot run this programme as well');
    }
    expect((await names('carla', 'leader')).answer.kind).toBe('errors');
    await names('liam', 'deputy');
    expect((await names('liam', 'leader')).answer.kind).toBe('errors');
    expect(answered(await nora.types('admin'))).not.toBe('admin.card');
  });

  it('is not made a coordinator by the settings of the program, by a last coordinator, nor by linking accounts', async () => {
    await names('nora', 'leader');
    await programme.house.install({ ...brigid, coordinators: ['nora'] });
    expect(answered(await nora.types('admin'))).not.toBe('admin.card');
    expect(programme.facts).toContainEqual({ event: 'not-made-coordinator', leaders: 1 });
    const erasing = await carla.sends('privacy.erase', { sure: true, next: 'nora' });
    expect(erasing.answer.kind).toBe('errors');
    expect(answered(await carla.types('admin'))).toBe('admin.card');
    const lena = someone(programme, luke, 'lena');
    await connectPlaces(carla, lena);
    await expect(linkAccounts(nora, lena)).rejects.toThrow(/leads a unit/);
    expect(answered(await lena.types('admin'))).toBe('admin.card');
  });

  it('is not made a coordinator by two who name them at the very same moment, in one process or two', async () => {
    await names('nora', 'coordinator');
    const second = await programme.second();
    for (const [n, by] of [nora, someone(second, brigid, 'nora')].entries()) {
      const who = `somebody${n}`;
      await Promise.all([
        carla.sends('admin.name', { who, role: 'leader' }),
        by.sends('admin.name', { who, role: 'coordinator' }),
      ]);
      const held = await programme.database.owner
        .selectFrom('role_held')
        .innerJoin('account', 'account.id', 'role_held.account_id')
        .select('role')
        .where('account.external_id', '=', who)
        .execute();
      expect([who, held.length]).toEqual([who, 1]);
    }
  });

  it('and every other pair of roles go together, or do not, by one rule', () => {
    for (const one of roles)
      for (const other of roles) {
        const runs = [one, other].some((role) => role === 'coordinator' || role === 'deputy');
        const leads = [one, other].includes('leader');
        expect([one, other, conflictIn([one, other])]).toEqual([
          one,
          other,
          runs && leads ? 'leader' : undefined,
        ]);
      }
  });
});

describe('a deputy', () => {
  it('runs the programme until their day is over, and names no coordinator', async () => {
    expect(answered(await names('nora', 'deputy', { until: '2026-11-24' }))).toBe('admin.roles');
    expect(answered(await nora.types('admin'))).toBe('admin.card');
    expect(answered(await nora.types('lines'))).toBe('help.lines');
    const offered = formIn(await nora.presses('admin.name')).parts.find((part) => part.kind === 'choice');
    const values = offered && 'options' in offered ? offered.options.map(({ value }) => value) : [];
    expect(values).toEqual(roles.filter((role) => role !== 'coordinator' && role !== 'deputy'));
    expect((await nora.sends('admin.name', { who: 'liam', role: 'coordinator' })).answer.kind).toBe('errors');
    await takes(nora, 'coordinator', carla);
    expect(answered(await carla.types('admin'))).toBe('admin.card');
    expect(answered(await nora.sends('admin.name', { who: 'liam', role: 'moderator' }))).toBe('admin.roles');
    await later(3 * day);
    expect(answered(await nora.types('admin'))).not.toBe('admin.card');
    expect(await shown(carla, 'roles')).not.toContain('Nora Quinn');
    await later(3_600_000);
    const left = await programme.database.owner.selectFrom('role_held').select('role').execute();
    expect(left.map(({ role }) => role)).not.toContain('deputy');
  });

  it('has a day of their own only, of today or later; it can be moved', async () => {
    expect((await names('nora', 'deputy', { until: '2026-11-21' })).answer.kind).toBe('errors');
    expect((await names('nora', 'supporter', { until: '2026-12-01' })).answer.kind).toBe('errors');
    await names('nora', 'deputy', { until: '2026-11-24' });
    await names('nora', 'deputy', { until: '2026-12-24' });
    await later(20 * day);
    expect(answered(await nora.types('admin'))).toBe('admin.card');
  });

  it('becomes a coordinator without a day when they are named one', async () => {
    await names('nora', 'deputy', { until: '2026-11-24' });
    await names('nora', 'coordinator');
    await later(20 * day);
    expect(answered(await nora.types('admin'))).toBe('admin.card');
    expect(answered(await takes(nora, 'coordinator', carla))).toBe('admin.roles');
    expect(answered(await carla.types('admin'))).not.toBe('admin.card');
  });

  it('acts as a coordinator, and may name all but those who run the programme', () => {
    expect(actingRoles(['deputy'])).toContain('coordinator');
    expect(roles.filter((role) => mayName(['deputy', 'coordinator'], role))).not.toContain('coordinator');
    expect(roles.filter((role) => mayName(['coordinator'], role))).toEqual(roles);
    for (const role of roles.filter((one) => one !== 'coordinator'))
      expect(mayName([role], 'supporter')).toBe(false);
  });
});

describe('the last coordinator', () => {
  it('is not taken away, also where two take each other away at once', async () => {
    await takes(carla, 'coordinator', carla);
    expect(answered(await carla.types('admin'))).toBe('admin.card');
    await names('nora', 'coordinator');
    await Promise.all([takes(carla, 'coordinator', nora), takes(nora, 'coordinator', carla)]);
    const left = await programme.database.owner
      .selectFrom('role_held')
      .innerJoin('account', 'account.id', 'role_held.account_id')
      .select('external_id')
      .where('role', '=', 'coordinator')
      .where('external_id', 'in', ['nora', 'carla'])
      .execute();
    expect(left).toHaveLength(1);
  });

  it('may go when there is another, and sees what that means', async () => {
    await names('nora', 'coordinator');
    expect(answered(await takes(carla, 'coordinator', carla))).toBe('admin.taken');
    expect(answered(await carla.types('admin'))).not.toBe('admin.card');
  });

  it('who is erased with the whole workspace leaves it to whoever installs it again', async () => {
    await carla.sends('privacy.erase', { sure: true, nobody: true });
    await programme.house.install({ ...brigid, coordinators: [], installer: 'liam' });
    expect(answered(await liam.types('admin'))).toBe('admin.card');
    await programme.house.install({ ...brigid, coordinators: [], installer: 'nora' });
    expect(answered(await nora.types('admin'))).not.toBe('admin.card');
  });
});

describe('a steward', () => {
  beforeEach(async () => {
    await names('nora', 'steward');
  });

  it('sees roles, record and what is switched on, and changes nothing', async () => {
    expect(answered(await nora.types('admin'))).toBe('admin.steward');
    for (const lead of ['roles', 'record'])
      expect(answered(await nora.presses('do.admin', lead))).toBe(`admin.${lead}`);
    const { answer } = await nora.types('admin', 'roles');
    expect(JSON.stringify(answer)).not.toMatch(/admin\.(take|name)/);
    expect(answered(await nora.types('admin', 'workspaces'))).toBe('admin.steward');
    for (const act of [
      () => nora.presses('admin.name'),
      () => nora.presses('admin.connect'),
      () => takes(nora, 'coordinator', carla),
      () => nora.sends('admin.name', { who: 'nora', role: 'coordinator' }),
    ])
      expect(answered(await act())).toBe('bot.not-yours');
    expect(answered(await nora.types('lines'))).not.toBe('help.lines');
  });
});
