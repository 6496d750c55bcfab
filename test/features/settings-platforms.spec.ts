// Settings by the doors of Slack and of Teams: what somebody chose is theirs, until they give it back to the platform.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speaker } from '../../src/words/speak.ts';
import { type Hospital, nurse, openHospital } from '../support/hospital.ts';
import { nora as noraQuinn } from '../support/teams-side.ts';
import { type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';
import { type Visitor, visitor } from '../support/visitor.ts';

const day = 24 * 3_600_000;
const spanish = speaker('es', 'America/New_York');
let hospital: Hospital;
let nora: Visitor;
let atTeams: TeamsVisitor;
beforeAll(async () => {
  hospital = await openHospital({ teams: true });
  nora = visitor(hospital, nurse);
  atTeams = teamsVisitor(hospital, noraQuinn);
});
afterAll(() => hospital.end());

/** The platform is asked anew who they are. */
async function nextDay(): Promise<void> {
  hospital.clock.now += day + 60_000;
  await hospital.house.tick.minute();
}

async function change(answers: Readonly<Record<string, string>>, name: string): Promise<void> {
  await nora.command('/lamp settings');
  await nora.press(nora.last(), `settings.${name}`);
  await nora.send(answers);
}

async function changeAtTeams(answers: Readonly<Record<string, string>>, name: string): Promise<string> {
  await atTeams.say('settings');
  await atTeams.press(atTeams.last(), `settings.${name}`);
  const form = atTeams.last();
  await atTeams.send(form, answers);
  return atTeams.read(atTeams.again(form));
}

const rowsOf = () =>
  hospital.database.owner
    .selectFrom('person')
    .innerJoin('account', 'account.person_id', 'person.id')
    .select(['language', 'language_chosen', 'time_zone', 'zone_chosen', 'quiet_from', 'quiet_until'])
    .where('external_id', 'in', [nurse, noraQuinn.aad])
    .execute();

describe('a language that somebody chose', () => {
  it('in Slack outlasts what Slack says of them, and is given back', async () => {
    await change({ language: 'es' }, 'language');
    expect(nora.read(nora.modal())).toContain(spanish('settings.sends'));
    expect(JSON.stringify(nora.modal().close)).toContain(spanish('any.close'));
    await nora.closeAll();
    await nextDay();
    await nora.command('/lamp help');
    expect(nora.read(nora.last())).toContain(spanish('help.what'));
    await change({ language: 'platform' }, 'language');
    await nora.closeAll();
    await nora.command('/lamp help');
    expect(nora.read(nora.last())).toContain(nora.hears('help.what'));
  });

  it('in Teams does so too', async () => {
    expect(await changeAtTeams({ language: 'es' }, 'language')).toContain(spanish('settings.sends'));
    await nextDay();
    await atTeams.say('help');
    expect(atTeams.read(atTeams.last())).toContain(spanish('help.what'));
    await changeAtTeams({ language: 'platform' }, 'language');
    await atTeams.say('help');
    expect(atTeams.read(atTeams.last())).toContain(atTeams.hears('help.what'));
  });
});

describe('a time zone that somebody chose', () => {
  it('outlasts what the platforms say, and is given back', async () => {
    await change({ zone: 'Tokyo' }, 'zone');
    await nora.closeAll();
    expect(await changeAtTeams({ zone: 'tokyo' }, 'zone')).toContain('Tokyo');
    await nextDay();
    await nora.command('/lamp help');
    await atTeams.say('help');
    for (const row of await rowsOf())
      expect(row).toMatchObject({ time_zone: 'Asia/Tokyo', zone_chosen: true });
    await change({ zone: '' }, 'zone');
    await nora.closeAll();
    await changeAtTeams({ zone: '' }, 'zone');
    await nora.command('/lamp help');
    await atTeams.say('help');
    for (const row of await rowsOf())
      expect(row).toMatchObject({ time_zone: 'America/New_York', zone_chosen: false });
  });

  it('that nobody knows is refused at the field, and what was typed stays', async () => {
    await nora.command('/lamp settings');
    await nora.press(nora.last(), 'settings.zone');
    const errors = { zone: nora.hears('settings.zone-near', { near: 'America/Chicago' }) };
    expect(await nora.send({ zone: 'Chicgo' })).toMatchObject({ kind: 'errors', errors });
    await nora.closeAll();
    const words = await changeAtTeams({ zone: 'Chicgo' }, 'zone');
    expect(words).toContain(errors.zone);
    expect(words).toContain('Chicgo');
  });
});

it('the same acts on both leave the same behind', async () => {
  await nora.command('/lamp settings');
  await nora.press(nora.last(), 'settings.quiet');
  await nora.closeAll();
  await changeAtTeams({ from: '08:00', until: '16:30' }, 'quiet');
  await nora.command('/lamp settings');
  await nora.press(nora.last(), 'settings.quiet');
  await nora.send({ none: 'yes' });
  expect(nora.read(nora.modal())).toContain(nora.hears('settings.quiet-none'));
  await nora.closeAll();
  expect(await changeAtTeams({ from: '08:00', until: '16:30', none: 'true' }, 'quiet')).toContain(
    atTeams.hears('settings.quiet-none'),
  );
  const [one, two] = await rowsOf();
  expect(one).toEqual(two);
  expect(one).toMatchObject({ quiet_from: null, quiet_until: null });
});
