// Installed for a whole Enterprise Grid organisation: its workspaces are one place, and strangers stay out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPayload } from '../../adapters/slack/read.ts';
import { type Key, speaker } from '../../src/words/speak.ts';
import { type Campus, east, grid, openCampus, west } from '../support/campus.ts';
import { countRows } from '../support/catalogue.ts';
import { checkIn, saidTo, storedCheckins } from '../support/checkins.ts';
import { coordinator, nurse } from '../support/hospital.ts';

const says = (key: Key, values = {}): string => speaker('en', 'UTC')(key, values);
const stranger = 'T0STRANGER';

describe('an organisation of two workspaces', () => {
  let campus: Campus;
  beforeAll(async () => {
    campus = await openCampus();
  });
  afterAll(() => campus.end());

  it('is installed as one, and whoever installs is told what an administrator still has to do', async () => {
    const page = await campus.install(grid);
    expect(page.status).toBe(200);
    expect(page.text).toContain(says('install.done-whole', { workspace: 'Grid Hospitals' }));
    const rows = await campus.database.owner
      .selectFrom('workspace')
      .select(['external_id', 'enterprise_id', 'name'])
      .execute();
    expect(rows).toEqual([{ external_id: grid, enterprise_id: grid, name: 'Grid Hospitals' }]);
  });

  it('knows one person in both: what she kept in the one she finds in the other', async () => {
    const slack = campus.slackOf(grid);
    slack.sitIn(east);
    expect(await checkIn(slack, nurse, 2)).toMatchObject({ kind: 'updated' });
    slack.sitIn(west);
    await slack.command(nurse, slack.direct(nurse), '/checkin history');
    await campus.wing.settled();
    const seen = JSON.stringify(slack.seenBy(nurse));
    expect(seen).toContain(says('mood.2'));
    expect(seen).not.toContain(says('checkin.history-empty'));
    expect(await storedCheckins(campus.database)).toEqual([{ account: nurse, mood: 2 }]);
    // The nurse, and whoever installed.
    expect(await countRows(campus.database)).toMatchObject({ account: 2, person: 2, organisation: 1 });
  });

  it('answers messages and homes in each of them', async () => {
    const slack = campus.slackOf(grid);
    for (const team of [east, west]) {
      slack.sitIn(team);
      const before = saidTo(slack, coordinator).length;
      await slack.message(coordinator, slack.direct(coordinator), 'checkin');
      await slack.openHome(coordinator);
      await campus.wing.settled();
      expect(saidTo(slack, coordinator)).toHaveLength(before + 1);
      expect(JSON.stringify(slack.seenBy(coordinator).home)).toContain(says('checkin.home'));
    }
  });

  it('takes no form and no press of a stranger from a shared channel, whatever it names as the place', async () => {
    const slack = campus.slackOf(grid);
    const before = await countRows(campus.database);
    for (const team of [null, { id: stranger }, { id: east, enterprise_id: grid }]) {
      const outcome = await slack.send('interactive', {
        type: 'view_submission',
        team,
        enterprise: { id: grid, name: 'Grid Hospitals' },
        is_enterprise_install: true,
        user: { id: 'U0STRANGER', team_id: stranger },
        trigger_id: '1.2.3',
        view: {
          id: 'V1',
          type: 'modal',
          callback_id: 'checkins.mood',
          blocks: [{ type: 'input', block_id: 'mood' }],
          state: { values: { mood: { scale: { type: 'radio_buttons', selected_option: { value: '5' } } } } },
        },
      });
      expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
      expect(JSON.stringify(outcome)).toContain('errors');
    }
    await campus.wing.settled();
    expect(await countRows(campus.database)).toEqual(before);
  });

  it('is over for all of them when it is taken out', async () => {
    const slack = campus.slackOf(grid);
    await slack.uninstall();
    await campus.wing.settled();
    expect(await countRows(campus.database)).toMatchObject({ installation: 0 });
    expect(campus.wing.house.installations.of({ platform: 'slack', workspace: grid })).toBeUndefined();
  });
});

describe('what Slack sends to an app of a whole organisation', () => {
  const teams = new Set([east, west]);
  const read = (body: object) =>
    readPayload(
      body,
      (text) => text,
      (enterprise, team) => enterprise === grid && teams.has(team),
    )?.event;
  const ours = expect.objectContaining({
    who: expect.objectContaining({ workspace: grid, enterprise: grid }),
  });

  const pressBy = (team: object | null, userTeam: string | undefined, more = {}) => ({
    type: 'block_actions',
    team,
    enterprise: { id: grid, name: 'Grid' },
    is_enterprise_install: true,
    user: { id: 'U1', ...(userTeam === undefined ? {} : { team_id: userTeam }) },
    trigger_id: '1.2',
    response_url: 'https://hooks.slack.com/1',
    actions: [{ type: 'button', action_id: 'do.help#0', value: '' }],
    ...more,
  });

  it.each<[string, object | null, string | undefined]>([
    ['the team in which it happened', { id: east, enterprise_id: grid }, east],
    ['another team of it, in a channel of both', { id: east, enterprise_id: grid }, west],
    ['a team of it, where no place is named', null, west],
    ['the organisation itself', null, grid],
    [
      'a team that Slack says is of it, though we have no access',
      { id: 'T0NEW', enterprise_id: grid },
      'T0NEW',
    ],
  ])('a press of somebody of %s is theirs', (_, team, userTeam) => {
    expect(read(pressBy(team, userTeam))).toEqual(ours);
  });

  it.each<[string, object | null, string | undefined]>([
    ['another organisation', { id: east, enterprise_id: grid }, stranger],
    ['another organisation, where no place is named', null, stranger],
    ['another organisation, in a place of its own', { id: stranger }, stranger],
    ['another organisation, which names its own', { id: stranger, enterprise_id: 'E0OTHER' }, stranger],
    ['nobody knows where', null, undefined],
  ])('a press of somebody of %s is not', (_, team, userTeam) => {
    expect(read(pressBy(team, userTeam))).toBeUndefined();
  });

  const mention = (userTeam: string | undefined, isShared: boolean, team = east) => ({
    type: 'event_callback',
    team_id: team,
    enterprise_id: grid,
    event_id: 'Ev1',
    is_ext_shared_channel: isShared,
    authorizations: [{ enterprise_id: grid, team_id: east, is_enterprise_install: true }],
    event: {
      type: 'app_mention',
      user: 'U1',
      channel: 'C1',
      ts: '1.2',
      text: 'checkin',
      ...(userTeam === undefined ? {} : { user_team: userTeam }),
    },
  });

  it.each([
    ['in a channel that no stranger can be in', 'T0ANY', false],
    ['that does not say of which team, in such a channel', undefined, false],
    ['of another of its teams, in a channel shared outside', west, true],
    ['of the organisation, in a channel shared outside', grid, true],
  ])('a mention %s is heard', (_, userTeam, isShared) => {
    expect(read(mention(userTeam, isShared))).toEqual(ours);
  });

  it.each([
    ['by a stranger', stranger],
    ['by nobody knows whom', undefined],
  ])('a mention %s in a channel shared outside is not heard', (_, userTeam) => {
    expect(read(mention(userTeam, true))).toBeUndefined();
    // There the outer team may be the stranger's own.
    expect(read(mention(userTeam, true, stranger))).toBeUndefined();
  });

  it('installed for a single workspace of it, that workspace is the place, and other teams are strangers', () => {
    const alone = { is_enterprise_install: false, enterprise: { id: grid, name: 'Grid' } };
    expect(read(pressBy({ id: east, enterprise_id: grid }, east, alone))).toMatchObject({
      who: { workspace: east, enterprise: grid },
    });
    expect(read(pressBy({ id: east, enterprise_id: grid }, west, alone))).toBeUndefined();
    const command = {
      command: '/lamp',
      text: '',
      team_id: east,
      enterprise_id: grid,
      is_enterprise_install: 'false',
      user_id: 'U1',
      trigger_id: '1',
      response_url: 'https://hooks.slack.com/1',
    };
    expect(read(command)).toMatchObject({ who: { workspace: east } });
    expect(read({ ...command, is_enterprise_install: 'true' })).toMatchObject({ who: { workspace: grid } });
  });
});
