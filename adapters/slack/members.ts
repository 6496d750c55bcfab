// Who is in a conversation, and who is in the workspace. https://docs.slack.dev/reference/methods/conversations.members and
// /users.list: the one gives ids only, so that who is a bot, a guest or gone has to be asked of the other or of users.info.
import type { UsersInfoResponse, UsersListResponse, WebClient } from '@slack/web-api';
import type { Address, Member, Members, Platform, Sent } from '../../src/chat/platform.ts';
import { teamsOf } from './teams-of.ts';

/**
 * Slack's largest page ("an integer with a max value of 999"). It recommends 200, and allows 20 pages a minute (tier 2): 50,000
 * people would take longer then than a coordinator waits for a count.
 */
const page = 999;
/** So many are asked about one by one; of more, the whole directory is quicker. */
const mostSingly = 20;
/** What was read before Slack asked us to wait is not read again within this time. */
const freshMs = 10 * 60_000;
/** Slack waits for nobody; a workspace larger than this is asked for in several rounds. */
const mostPages = 60;

type User = NonNullable<UsersInfoResponse['user']> | NonNullable<UsersListResponse['members']>[number];
/**
 * What was read so far: a directory that we were asked to wait for in its middle goes on where it was. `teams`: whose people are
 * still to be read, the current one first; '' is whichever our token is for. `at`: when something was read last.
 */
type Reading = { members: Map<string, Member>; teams: string[]; cursor: string; at: number };
/** Installed for a whole organisation, its id is the workspace's (grid.ts), and users.list asks for one of its workspaces. */
const isOrganisation = (workspace: string): boolean => workspace.startsWith('E');

function memberOf(user: User, workspace: string): Member | undefined {
  if (!user.id) return undefined;
  const { profile } = user;
  const grid = 'enterprise_user' in user ? user.enterprise_user : undefined;
  // Where we are installed for a whole organisation, it is the workspace, and people's own teams are its parts.
  const isOfGrid = grid?.enterprise_id === workspace || grid?.teams?.includes(workspace) === true;
  const isOfOther = user.team_id !== undefined && user.team_id !== workspace && !isOfGrid;
  return {
    account: user.id,
    bot: user.is_bot === true || user.id === 'USLACKBOT',
    guest: user.is_restricted === true || user.is_ultra_restricted === true,
    stranger: isOfOther,
    deactivated: user.deleted === true,
    ...(profile?.email ? { mail: profile.email } : {}),
    ...(profile?.title ? { title: profile.title } : {}),
  };
}

/** `outcomeOf` says what a refusal means. */
export function makeMembers(
  clientOf: (workspace: string) => WebClient | undefined,
  outcomeOf: (error: unknown) => Exclude<Sent, { kind: 'refused' }>,
): Required<Pick<Platform, 'membersOf' | 'directory'>> {
  const readings = new Map<string, Reading>();
  const notInstalled: Members = { kind: 'unreachable', because: 'not installed' };

  function refusal(error: unknown): Members {
    const outcome = outcomeOf(error);
    return outcome.kind === 'sent' ? { kind: 'failed', because: 'unknown' } : outcome;
  }

  async function begin(client: WebClient, workspace: string): Promise<Reading> {
    const teams = isOrganisation(workspace) ? [...(await teamsOf(client))] : [''];
    if (teams.length === 0) throw new Error('the organisation gave us none of its workspaces');
    return { members: new Map(), teams, cursor: '', at: Date.now() };
  }

  /** Throws what Slack refused; what was read until then is not read again. Undefined where there is more of it. */
  async function readAll(
    client: WebClient,
    workspace: string,
  ): Promise<ReadonlyMap<string, Member> | undefined> {
    const begun = readings.get(workspace);
    const reading = begun && Date.now() - begun.at < freshMs ? begun : await begin(client, workspace);
    readings.set(workspace, reading);
    for (let pages = 0; pages < mostPages; pages += 1) {
      const [team] = reading.teams;
      // Whole, it is of no more use: who came or went since then must be seen the next time.
      if (team === undefined) {
        readings.delete(workspace);
        return reading.members;
      }
      const answer = await client.users.list({
        limit: page,
        ...(team === '' ? {} : { team_id: team }),
        ...(reading.cursor === '' ? {} : { cursor: reading.cursor }),
      });
      for (const user of answer.members ?? []) {
        const member = memberOf(user, workspace);
        if (member) reading.members.set(member.account, member);
      }
      reading.at = Date.now();
      reading.cursor = answer.response_metadata?.next_cursor ?? '';
      if (reading.cursor === '') reading.teams.shift();
    }
    return undefined;
  }

  async function idsOf(client: WebClient, conversation: string): Promise<readonly string[]> {
    const ids: string[] = [];
    let cursor = '';
    do {
      const answer = await client.conversations.members({
        channel: conversation,
        limit: page,
        ...(cursor === '' ? {} : { cursor }),
      });
      ids.push(...(answer.members ?? []));
      cursor = answer.response_metadata?.next_cursor ?? '';
    } while (cursor !== '');
    return ids;
  }

  async function membersOf({ workspace, conversation }: Address): Promise<Members> {
    const client = clientOf(workspace);
    if (!client) return notInstalled;
    try {
      const ids = await idsOf(client, conversation);
      const isMany = ids.length > mostSingly;
      const whole = isMany ? await readAll(client, workspace) : undefined;
      if (isMany && !whole) return { kind: 'later', seconds: 60 };
      const members: Member[] = [];
      for (const account of ids) {
        // Somebody of a shared channel is in no directory of ours.
        const known =
          whole?.get(account) ?? memberOf((await client.users.info({ user: account })).user ?? {}, workspace);
        if (known) members.push(known);
      }
      return { kind: 'members', members };
    } catch (error) {
      return refusal(error);
    }
  }

  async function directory(workspace: string): Promise<Members> {
    const client = clientOf(workspace);
    if (!client) return notInstalled;
    try {
      const whole = await readAll(client, workspace);
      return whole ? { kind: 'members', members: [...whole.values()] } : { kind: 'later', seconds: 60 };
    } catch (error) {
      return refusal(error);
    }
  }

  return { membersOf, directory };
}
