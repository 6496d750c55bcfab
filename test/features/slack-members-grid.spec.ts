// Who is in a channel of an Enterprise Grid organisation that installed us for all of it. Slack names people there by the
// workspace that is their home (https://docs.slack.dev/reference/objects/user-object: enterprise_user).
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOptions } from '../../adapters/slack/client.ts';
import { makeMembers } from '../../adapters/slack/members.ts';
import { outcomeOf } from '../../adapters/slack/send.ts';
import { readBody, type Server, startServer } from '../../src/web/server.ts';

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
