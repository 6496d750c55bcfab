// Who is in a channel of an Enterprise Grid organisation that installed us for all of it. Slack names people there by the
// workspace that is their home (https://docs.slack.dev/reference/objects/user-object: enterprise_user).
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOptions } from '../../adapters/slack/client.ts';
import { makeMembers } from '../../adapters/slack/members.ts';
import { scopes } from '../../adapters/slack/scopes.ts';
import { outcomeOf } from '../../adapters/slack/send.ts';
import { isRecord } from '../../src/chat/json.ts';
import { readBody, type Server, startServer } from '../../src/web/server.ts';
import { ana, ben, clientAt, lounge, refusalOf, type Stage, setStage } from '../support/pretend.ts';

const grid = 'E0HOSPITALS';
const ofGrid = (teams: readonly string[]): object => ({
  enterprise_user: { id: 'W0', enterprise_id: grid, enterprise_name: 'Hospitals', teams },
});
const people: Readonly<Record<string, object>> = {
  U0EAST: { id: 'U0EAST', team_id: 'T0EAST', ...ofGrid(['T0EAST', 'T0WEST']) },
  U0WHOLE: { id: 'U0WHOLE', team_id: grid, ...ofGrid(['T0WEST']) },
  U0STRANGER: { id: 'U0STRANGER', team_id: 'T0STRANGER' },
  U0OTHER: {
    id: 'U0OTHER',
    team_id: 'T0OTHER',
    enterprise_user: { enterprise_id: 'E0OTHER', teams: ['T0OTHER'] },
  },
};

describe('the people of a channel', () => {
  let server: Server;
  beforeEach(async () => {
    server = await startServer({
      host: '127.0.0.1',
      port: 0,
      log: () => undefined,
      routes: {
        'POST /api/conversations.members': (_, response) =>
          void response.end(JSON.stringify({ ok: true, members: Object.keys(people) })),
        'POST /api/users.info': async (request, response) => {
          const asked = new URLSearchParams((await readBody(request)).toString()).get('user') ?? '';
          response.end(JSON.stringify({ ok: true, user: people[asked] }));
        },
      },
    });
  });
  afterEach(() => server.close(200));

  const strangersOf = async (workspace: string): Promise<readonly string[]> => {
    const client = new WebClient('xoxb-1', clientOptions(`${server.address}/api/`, 5_000));
    const { membersOf } = makeMembers(() => client, outcomeOf);
    const found = await membersOf({ workspace, conversation: 'C0WARD' });
    if (found.kind !== 'members') throw new Error(found.kind);
    expect(found.members).toHaveLength(4);
    return found.members.filter(({ stranger }) => stranger).map(({ account }) => account);
  };

  it('are ours in an organisation, whichever of its workspaces is their home; strangers are none', async () => {
    expect(await strangersOf(grid)).toEqual(['U0STRANGER', 'U0OTHER']);
  });

  it('are ours in one workspace of an organisation where they belong to it', async () => {
    expect(await strangersOf('T0EAST')).toEqual(['U0WHOLE', 'U0STRANGER', 'U0OTHER']);
  });
});

describe('the directory of an organisation', () => {
  let stage: Stage;
  const crowd = Array.from({ length: 1_200 }, (_, n) => ({
    id: `U0CROWD${n}`,
    name: `crowd${n}`,
    realName: `Crowd ${n}`,
    locale: 'en-US',
    tz: 'UTC',
  }));
  const everybody = [ana, ben].map((id) => ({ id, name: id, realName: id, locale: 'en-US', tz: 'UTC' }));
  const stranger = { id: 'U0STRANGER', name: 's', realName: 'S', locale: 'en-US', tz: 'UTC', team: 'T0FAR' };
  const teams = Array.from({ length: 3 }, (_, n) => ({ id: `T0PART${n}`, name: `Part ${n}` }));
  beforeEach(async () => {
    stage = await setStage({
      team: { id: 'T0PART0', name: 'Part 0' },
      enterprise: { id: grid, name: 'Hospitals', teams },
      people: [...everybody, ...crowd, stranger],
      channels: [
        { id: lounge, name: 'lounge', members: [...everybody, ...crowd, stranger].map(({ id }) => id) },
      ],
      scopes,
    });
  });
  afterEach(() => stage.end());

  const members = () => makeMembers(() => clientAt(stage.address), outcomeOf);
  /** What was asked of users.list, and whether it was answered. */
  const listed = () =>
    stage.slack.calls.flatMap(({ method, args, answer }) =>
      method === 'users.list' && isRecord(args) && isRecord(answer) ? [{ args, ok: answer.ok === true }] : [],
    );

  it('is refused by Slack to whoever names no workspace of it, or a strange one', async () => {
    expect(await refusalOf(stage.client.users.list({}))).toMatchObject({ error: 'missing_argument' });
    expect(await refusalOf(stage.client.users.list({ team_id: 'T0FAR' }))).toMatchObject({
      error: 'team_access_not_granted',
    });
  });

  it('is read workspace by workspace, each account once', async () => {
    const found = await members().directory(grid);
    if (found.kind !== 'members') throw new Error(JSON.stringify(found));
    const accounts = found.members.map(({ account }) => account);
    expect(accounts.toSorted()).toEqual([ana, ben, 'U0LAMP', ...crowd.map(({ id }) => id)].toSorted());
    expect(found.members.filter(({ stranger: isStranger }) => isStranger)).toEqual([]);
    const asked = listed().map(({ args }) => args);
    for (const { id } of teams) expect(asked).toContainEqual(expect.objectContaining({ team_id: id }));
    // Slack takes no more than 999.
    for (const args of asked) expect(Number(args.limit)).toBeLessThan(1_000);
  });

  it('goes on where it was when Slack asked to wait between two workspaces', async () => {
    const { directory } = members();
    stage.slack.weather.limit('users.list', 3);
    expect(await directory(grid)).toMatchObject({ kind: 'later' });
    stage.slack.weather.limit('users.list', 0);
    const found = await directory(grid);
    expect(found.kind === 'members' && found.members).toHaveLength(1_203);
    const read = listed().flatMap(({ args, ok }) =>
      ok ? [JSON.stringify([args.team_id, args.cursor])] : [],
    );
    expect(new Set(read).size).toBe(read.length);
  });

  it('serves a large channel, whose strangers are asked about one by one', async () => {
    const found = await members().membersOf({ workspace: grid, conversation: lounge });
    if (found.kind !== 'members') throw new Error(JSON.stringify(found));
    expect(found.members).toHaveLength(1_203);
    expect(
      found.members.filter(({ stranger: isStranger }) => isStranger).map(({ account }) => account),
    ).toEqual(['U0STRANGER']);
  });
});
