// Enterprise Grid: an organisation of many workspaces. Installed for all of it, the organisation is the workspace, so that
// one person in two of its workspaces is one account.
//
// Who belongs to it, where a channel may be shared with strangers: whoever Slack names with the organisation itself as their
// team, or with a team that the organisation gave us access to (https://docs.slack.dev/reference/methods/auth.teams.list).
// In a channel that is not shared outside, everybody does. Whom none of this names is a stranger, and stays out.
import { isRecord } from '../../src/chat/json.ts';
import { within } from '../../src/chat/wait.ts';
import type { ClientOf } from './client.ts';
import { problemOf } from './send.ts';
import { teamsOf } from './teams-of.ts';

/** Whether this team is one of the organisation's. */
export type Belongs = (enterprise: string, team: string) => boolean;

export type Grid = {
  belongs: Belongs;
  /** Asks Slack for the teams, where it has not lately; comes back in time for an answer. Never throws. */
  learn(enterprise: string): Promise<void>;
};

const freshMs = 10 * 60_000;
/** Slack waits three seconds for an answer, and this is the smaller part of it. */
const patienceMs = 700;

export function makeGrid(parts: {
  clientOf: ClientOf;
  now: () => number;
  failed: (call: string, problem: string) => void;
}): Grid {
  const { clientOf, now, failed } = parts;
  const known = new Map<string, { teams: ReadonlySet<string>; at: number }>();
  const asking = new Map<string, Promise<void>>();

  async function ask(enterprise: string): Promise<void> {
    try {
      const client = clientOf(enterprise);
      const teams = client ? await teamsOf(client) : new Set<string>();
      known.set(enterprise, { teams, at: now() });
    } catch (error) {
      failed('auth.teams.list', problemOf(error));
    } finally {
      asking.delete(enterprise);
    }
  }

  return {
    belongs: (enterprise, team) => known.get(enterprise)?.teams.has(team) ?? false,
    async learn(enterprise) {
      const before = known.get(enterprise);
      if (before && now() - before.at < freshMs) return;
      const work = asking.get(enterprise) ?? ask(enterprise);
      asking.set(enterprise, work);
      // Known from before is good enough to go on with.
      if (!before) await within(patienceMs, work);
    },
  };
}

/** The organisation for which this body came, where we are installed for all of it. */
export function enterpriseOf(body: unknown): string | undefined {
  if (!isRecord(body)) return undefined;
  const [authorization]: unknown[] = Array.isArray(body.authorizations) ? body.authorizations : [];
  const from = isRecord(authorization) ? authorization : body;
  if (from.is_enterprise_install !== true && from.is_enterprise_install !== 'true') return undefined;
  const named = isRecord(from.enterprise) ? from.enterprise.id : from.enterprise_id;
  return typeof named === 'string' && named !== '' ? named : undefined;
}
