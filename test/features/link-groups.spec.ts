// Two workspaces that become one programme, and part again, each with groups of people and a staff list of its own.
import { expect, it } from 'vitest';
import { followAndKeep, staff } from '../support/groups.ts';
import { enfermera, nurse } from '../support/hospital.ts';
import { openOffice } from '../support/staff.ts';
import { carla as carlaBoyd, elena, nora as noraQuinn, otto, wardTeam } from '../support/teams-side.ts';
import { labelsOf, teamsVisitor } from '../support/teams-visitor.ts';

it('groups go with their workspace, and are followed all the while; the staff lists count together, and part again', async () => {
  const office = await openOffice({ teams: true });
  const { hospital, carla, group, later } = office;
  const grace = teamsVisitor(hospital, carlaBoyd);
  const team = [noraQuinn, elena, carlaBoyd, otto].map(({ aad }) => aad).toSorted();
  const staffCount = async (): Promise<number> =>
    (await hospital.database.owner.selectFrom('roster_entry').select('key').execute()).length;

  await followAndKeep(office, 'Ward 4 in Slack');
  await grace.mention('audiences', wardTeam);
  await grace.press(grace.last(wardTeam), 'do.audiences');
  await grace.press(grace.last(), 'audiences.follow');
  await grace.send(grace.last(), { name: 'Ward 4 in Teams', guests: 'no' });
  const counted = grace.notes().findLast((one) => labelsOf(one).includes(grace.hears('groups.keep')));
  if (!counted) throw new Error('nothing waits for an answer');
  await grace.press(counted, 'audiences.keep');
  await carla.command('/lamp staff');
  await carla.press(carla.last(), 'roster.paste');
  await carla.send({ list: `account,unit\n${nurse},ICU\n${enfermera},ICU\n` });
  await carla.press(carla.modal(), 'roster.use');
  await carla.closeAll();
  await grace.say('staff');
  await grace.press(grace.last(), 'roster.paste');
  await grace.send(grace.last(), { list: `account,unit\n${noraQuinn.aad},Ward 4\n` });
  await grace.press(grace.last(), 'roster.use');
  expect(await staffCount()).toBe(3);

  await carla.command('/lamp admin workspaces');
  await carla.press(carla.last(), 'admin.connect');
  const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(carla.read(carla.modal())) ?? [];
  await carla.closeAll();
  await grace.say('admin workspaces');
  await grace.press(grace.last(), 'admin.enter');
  await grace.send(grace.last(), { code });
  await grace.send(grace.last(), {});
  await grace.say('audiences');
  expect(grace.read(grace.last())).toContain('Ward 4 in Slack  4 people');
  expect(grace.read(grace.last())).toContain('Ward 4 in Teams  4 people');
  await grace.say('staff');
  expect(grace.read(grace.last())).toContain(grace.hears('staff.state', { lines: 3 }));

  await hospital.slack.leave(nurse, 'C0WARD');
  await hospital.teams.leaveTeam(elena.id, wardTeam);
  await later(60_000);
  expect(await group('Ward 4 in Slack')).toEqual(staff.filter((account) => account !== nurse));
  const teamNow = team.filter((account) => account !== elena.aad);
  expect(await group('Ward 4 in Teams')).toEqual(teamNow);

  await carla.command('/lamp admin workspaces');
  // Slack stands first: it leaves.
  await carla.press(carla.last(), 'admin.separate');
  await grace.say('audiences');
  expect(grace.read(grace.last())).toContain('Ward 4 in Teams');
  expect(grace.read(grace.last())).not.toContain('Ward 4 in Slack');
  await carla.command('/lamp audiences');
  expect(carla.read(carla.last())).toContain('Ward 4 in Slack');
  expect(carla.read(carla.last())).not.toContain('Ward 4 in Teams');
  await hospital.teams.joinTeam(elena.id, wardTeam);
  await later(60_000);
  await grace.say('audiences');
  expect(grace.read(grace.last())).toContain('Ward 4 in Teams  4 people');
  await grace.say('staff');
  expect(grace.read(grace.last())).toContain(grace.hears('staff.state', { lines: 1 }));
  await carla.command('/lamp staff');
  expect(carla.read(carla.last())).toContain(carla.hears('staff.state', { lines: 2 }));
});
