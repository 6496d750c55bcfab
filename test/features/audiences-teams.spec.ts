// Groups of people on Teams: a coordinator calls the bot in a team, and goes on in their own talk with it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Hospital, openHospital } from '../support/hospital.ts';
import {
  carla as carlaBoyd,
  elena,
  nora as noraQuinn,
  otto,
  wardRounds,
  wardTeam,
} from '../support/teams-side.ts';
import { labelsOf, type Note, type TeamsVisitor, teamsVisitor } from '../support/teams-visitor.ts';

let hospital: Hospital;
let carla: TeamsVisitor;
let nora: TeamsVisitor;
beforeAll(async () => {
  hospital = await openHospital({ teams: true });
  carla = teamsVisitor(hospital, carlaBoyd);
  nora = teamsVisitor(hospital, noraQuinn);
});
afterAll(() => hospital.end());

const everybody = [noraQuinn, elena, carlaBoyd, otto].map(({ aad }) => aad).toSorted();

async function group(name: string): Promise<readonly string[]> {
  const rows = await hospital.database.owner
    .selectFrom('audience_member')
    .innerJoin('audience', 'audience.id', 'audience_member.audience_id')
    .select('account')
    .where('name', '=', name)
    .where('kept', '=', true)
    .execute();
  return rows.map(({ account }) => account).toSorted();
}

async function later(ms: number): Promise<void> {
  hospital.clock.now += ms;
  await hospital.house.tick.minute();
  await hospital.settled();
}

const waiting = (): Note | undefined =>
  carla.notes().findLast((one) => labelsOf(one).includes(carla.hears('groups.keep')));

async function follow(name: string, channel: string): Promise<void> {
  await carla.mention('audiences', channel);
  await carla.press(carla.last(channel), 'do.audiences');
  await carla.press(carla.last(), 'audiences.follow');
  await carla.send(carla.last(), { name, guests: 'no' });
}

it('the people of the team in which it was asked: counted first, without the bot and guests', async () => {
  await follow('Ward 4', wardTeam);
  expect(await group('Ward 4')).toEqual([]);
  const shown = waiting();
  if (!shown) throw new Error('nothing waits for an answer');
  expect(carla.read(shown)).toContain(carla.hears('groups.counted', { name: 'Ward 4', people: 4 }));
  expect(carla.read(shown)).toContain(carla.hears('groups.left-guests', { n: 1 }));
  await carla.press(shown, 'audiences.keep');
  expect(await group('Ward 4')).toEqual(everybody);
});

it('somebody who leaves the team, or comes back, is followed within a minute', async () => {
  await hospital.teams.leaveTeam(elena.id, wardTeam);
  await later(60_000);
  expect(await group('Ward 4')).toEqual(everybody.filter((account) => account !== elena.aad));
  await hospital.teams.joinTeam(elena.id, wardTeam);
  await later(60_000);
  expect(await group('Ward 4')).toEqual(everybody);
});

it('the people of another channel of the team as well', async () => {
  await follow('Rounds', wardRounds);
  const shown = waiting();
  if (!shown) throw new Error('nothing waits for an answer');
  await carla.press(shown, 'audiences.keep');
  expect(await group('Rounds')).toEqual(everybody);
  await hospital.teams.leaveTeam(elena.id, wardTeam);
  await later(60_000);
  expect(await group('Rounds')).toEqual(everybody.filter((account) => account !== elena.aad));
});

it('of a list those who have met us are found; of the others it says why not, and they are found once they come', async () => {
  await nora.say('help');
  await carla.say('audiences');
  await carla.press(carla.last(), 'audiences.from-list');
  await carla.send(carla.last(), { name: 'Pilot', who: `${noraQuinn.mail}, ${elena.mail}` });
  const shown = waiting();
  if (!shown) throw new Error('nothing waits for an answer');
  expect(carla.read(shown)).toContain(carla.hears('groups.counted', { name: 'Pilot', people: 1 }));
  expect(carla.read(shown)).toContain(carla.hears('groups.missing-why'));
  await carla.press(shown, 'audiences.keep');
  await teamsVisitor(hospital, elena).say('hola');
  await later(3_600_000);
  expect(await group('Pilot')).toEqual([noraQuinn.aad, elena.aad].toSorted());
});

it('who belongs to it stands nowhere in the team, and others get no such button', async () => {
  const invitation = carla.last(wardTeam);
  await nora.press(invitation, 'do.audiences');
  expect(nora.read(nora.last())).not.toContain(nora.hears('groups.make-here'));
  expect(labelsOf(nora.last())).not.toContain(nora.hears('groups.make-here'));
  for (const note of nora.notes(wardTeam)) expect(nora.read(note)).not.toContain('Ward 4');
});
