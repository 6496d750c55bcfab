// Groups of people are followed as people come and go, whatever Slack, other processes and other deeds do meanwhile.
import { expect, it } from 'vitest';
import { peopleOf } from '../../src/people/audience.ts';
import { follow, followAndKeep, heard, staff, waiting } from '../support/groups.ts';
import { coordinator, nurse, team, ward } from '../support/hospital.ts';
import { answered, connectPlaces, someone } from '../support/programme.ts';
import { openSecondHouse } from '../support/second-house.ts';
import { openOffice, porter } from '../support/staff.ts';

it('what was shown is what is kept, also when somebody came meanwhile; then they are followed', async () => {
  const office = await openOffice({
    slack: { channels: [{ id: ward, name: 'ward', members: [coordinator, nurse, 'U0LAMP'] }] },
  });
  const { hospital, carla, group, later } = office;
  await follow(office, 'Ward 4');
  await hospital.slack.join(porter, ward);
  await later(60_000);
  await carla.press(waiting(office), 'audiences.keep');
  expect(await group('Ward 4')).toEqual([coordinator, nurse].toSorted());
  await later(3_600_000);
  expect(await group('Ward 4')).toEqual([coordinator, nurse, porter].toSorted());
});

it('people who come, go and are deactivated are followed within a minute', async () => {
  const office = await openOffice({
    slack: { channels: [{ id: ward, name: 'ward', members: [coordinator, nurse, 'U0LAMP'] }] },
  });
  const { hospital, group, later } = office;
  await followAndKeep(office, 'Ward 4');
  expect(await group('Ward 4')).toEqual([coordinator, nurse].toSorted());
  await hospital.slack.join(porter, ward);
  await later(60_000);
  expect(await group('Ward 4')).toEqual([coordinator, nurse, porter].toSorted());
  await hospital.slack.leave(nurse, ward);
  await later(60_000);
  expect(await group('Ward 4')).toEqual([coordinator, porter].toSorted());
  await hospital.slack.change(porter, { deleted: true });
  await later(60_000);
  expect(await group('Ward 4')).toEqual([coordinator]);
});

it('whoever came without our being told is found within the hour', async () => {
  const office = await openOffice({
    slack: {
      channels: [{ id: ward, name: 'ward', members: [coordinator, 'U0LAMP'] }],
      events: ['app_mention', 'message.im'],
    },
  });
  await followAndKeep(office, 'Ward 4');
  await office.hospital.slack.join(nurse, ward);
  await office.later(60_000);
  expect(await office.group('Ward 4')).toEqual([coordinator]);
  await office.later(3_600_000);
  expect(await office.group('Ward 4')).toEqual([coordinator, nurse].toSorted());
});

it('Slack away keeps the people of the last time, says so, and finds the others later', async () => {
  const office = await openOffice({
    slack: { channels: [{ id: ward, name: 'ward', members: [coordinator, 'U0LAMP'] }] },
  });
  const { hospital, carla, group, later } = office;
  await followAndKeep(office, 'Ward 4');
  await hospital.slack.join(nurse, ward);
  hospital.slack.weather.error('conversations.members', 500, 1);
  await later(60_000);
  expect(await group('Ward 4')).toEqual([coordinator]);
  await carla.command('/lamp audiences');
  expect(carla.read(carla.last())).toContain(carla.hears('groups.failed'));
  await later(5 * 60_000);
  expect(await group('Ward 4')).toEqual([coordinator, nurse].toSorted());
});

it('being asked to wait is obeyed, and the directory goes on where it was', async () => {
  const crowd = Array.from({ length: 1_500 }, (_, n) => ({
    id: `U0CROWD${n}`,
    name: `crowd${n}`,
    realName: `Crowd ${n}`,
    locale: 'en-US',
    tz: 'UTC',
  }));
  const carlas = { id: coordinator, name: 'carla', realName: 'Carla', locale: 'en-GB', tz: 'Europe/London' };
  const office = await openOffice({
    slack: {
      people: [carlas, ...crowd],
      channels: [{ id: ward, name: 'ward', members: [coordinator, 'U0LAMP', ...crowd.map(({ id }) => id)] }],
    },
  });
  const { hospital, group, later } = office;
  hospital.slack.weather.limit('users.list', 1);
  await follow(office, 'Everybody');
  expect(() => waiting(office)).toThrow('nothing waits');
  hospital.slack.weather.limit('users.list', 0);
  await later(61_000);
  await office.carla.press(waiting(office), 'audiences.keep');
  expect(await group('Everybody')).toHaveLength(1_501);
  const pages = hospital.slack.calls.filter(({ method, answer }) => method === 'users.list' && isOk(answer));
  expect(pages).toHaveLength(2);
});
const isOk = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;

it('a platform that never answers is given up after a quarter of an hour, and the coordinator hears of it', async () => {
  const office = await openOffice();
  office.hospital.slack.weather.error('conversations.members', 500, 100);
  await follow(office, 'Ward 4');
  await office.later(60_000);
  const words = office.carla.hears('groups.not-counted-failed', { name: 'Ward 4' });
  expect(heard(office)).not.toContain(words);
  await office.later(16 * 60_000);
  expect(heard(office)).toContain(words);
});

it('somebody with two accounts is asked once', async () => {
  const office = await openOffice();
  const { hospital, carla, nora, asked } = office;
  await nora.command('/lamp help');
  await hospital.slack.message(porter, hospital.slack.direct(porter), 'help');
  await hospital.settled();
  const person = (await office.personOf(nurse)) ?? '';
  await hospital.database.owner
    .updateTable('account')
    .set({ person_id: person })
    .where('external_id', '=', porter)
    .execute();
  await follow(office, 'Ward 4');
  expect(carla.read(waiting(office))).toContain(carla.hears('groups.counted', { name: 'Ward 4', people: 3 }));
  await carla.press(waiting(office), 'audiences.keep');
  const people = await asked('Ward 4');
  expect(people).toHaveLength(3);
  expect(people.filter((one) => one.person === person)).toHaveLength(1);
});

it('two processes follow one group once, and the later word stands', async () => {
  const office = await openOffice();
  const { hospital, group } = office;
  await followAndKeep(office, 'Ward 4');
  const second = await openSecondHouse(hospital);
  hospital.clock.now += 3_600_000;
  const asked = (): number =>
    hospital.slack.calls.filter(({ method }) => method === 'conversations.members').length;
  const before = asked();
  await Promise.all([hospital.house.tick.minute(), second.house.tick.minute()]);
  await Promise.all([hospital.settled(), second.house.bot.settle()]);
  expect(asked()).toBe(before + 1);
  expect(await group('Ward 4')).toEqual(staff);
  await second.end();
});

it('somebody who goes while we ask is not missed: what changed meanwhile is asked for again', async () => {
  const office = await openOffice({
    slack: { channels: [{ id: ward, name: 'ward', members: [coordinator, nurse, 'U0LAMP'] }] },
  });
  const { hospital, group } = office;
  await followAndKeep(office, 'Ward 4');
  hospital.clock.now += 3_600_000;
  hospital.slack.weather.slow('users.info', 300, 1);
  await hospital.house.tick.minute();
  hospital.clock.now += 1_000;
  await hospital.slack.leave(nurse, ward);
  await hospital.settled();
  await office.later(60_000);
  expect(await group('Ward 4')).toEqual([coordinator]);
});

it('a workspace that moves to another organisation takes its groups’ people along', async () => {
  const office = await openOffice();
  const { hospital, organisation } = office;
  await followAndKeep(office, 'Ward 4');
  const there = { platform: 'slack', workspace: 'T0OTHER', name: 'The other hospital' };
  await hospital.house.install({ ...there, coordinators: ['U0OTHER'] });
  // Whoever types the code stays: everything of this hospital moves into the other one.
  const here = { ...there, workspace: team };
  const [carla, olga] = [someone(hospital, here, coordinator), someone(hospital, there, 'U0OTHER')];
  expect(answered(await connectPlaces(carla, olga))).toBe('admin.connected');
  const { owner } = hospital.database;
  const homes = await owner.selectFrom('organisation').select('id').execute();
  expect(homes).toHaveLength(1);
  expect(homes).not.toContainEqual({ id: organisation });
  const people = async (): Promise<readonly string[]> => {
    const [home] = homes;
    const { id } = await owner.selectFrom('audience').select('id').executeTakeFirstOrThrow();
    const asked = await hospital.database.within(home?.id ?? '', (tx) => peopleOf(tx, id));
    return asked.map(({ account }) => account).toSorted();
  };
  expect(await people()).toEqual(staff);
  await hospital.slack.leave(porter, ward);
  await office.later(60_000);
  expect(await people()).toEqual(staff.filter((account) => account !== porter));
});

it('those who come into two channels in one breath are found in both', async () => {
  const crowd = Array.from({ length: 24 }, (_, n) => `U0CROWD${n}`);
  const person = (id: string) => ({ id, name: id, realName: id, locale: 'en-GB', tz: 'UTC' });
  const hall = 'C0HALL';
  const office = await openOffice({
    slack: {
      people: [coordinator, ...crowd].map(person),
      channels: [
        { id: ward, name: 'ward', members: [coordinator, 'U0LAMP'] },
        { id: hall, name: 'hall', members: [coordinator, 'U0LAMP'] },
      ],
    },
  });
  await followAndKeep(office, 'Ward 4');
  await followAndKeep(office, 'The hall', 'no', hall);
  const [last = '', ...others] = crowd;
  await Promise.all(
    [...others, last].map((one) => office.hospital.slack.join(one, one === last ? hall : ward)),
  );
  await office.later(60_000);
  expect(await office.group('Ward 4')).toEqual([coordinator, ...others].toSorted());
  expect(await office.group('The hall')).toEqual([coordinator, last].toSorted());
});

it('many who come at once elsewhere do not hide somebody who comes here', async () => {
  const crowd = Array.from({ length: 40 }, (_, n) => `U0CROWD${n}`);
  const person = (id: string) => ({ id, name: id, realName: id, locale: 'en-GB', tz: 'UTC' });
  const office = await openOffice({
    slack: {
      people: [coordinator, nurse, ...crowd].map(person),
      channels: [
        { id: ward, name: 'ward', members: [coordinator, 'U0LAMP'] },
        { id: 'C0HALL', name: 'hall', members: ['U0LAMP'] },
      ],
    },
  });
  await followAndKeep(office, 'Ward 4');
  for (const one of crowd) await office.hospital.slack.join(one, 'C0HALL');
  await office.hospital.slack.join(nurse, ward);
  await office.later(60_000);
  expect(await office.group('Ward 4')).toEqual([coordinator, nurse].toSorted());
});
