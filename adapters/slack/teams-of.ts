// The workspaces of an organisation (Enterprise Grid) that our token may see.
// https://docs.slack.dev/reference/methods/auth.teams.list
import type { WebClient } from '@slack/web-api';

/** Their ids, of all pages. Throws what Slack refused. */
export async function teamsOf(client: WebClient): Promise<ReadonlySet<string>> {
  const teams = new Set<string>();
  let cursor = '';
  do {
    const answer = await client.auth.teams.list({ limit: 1_000, ...(cursor === '' ? {} : { cursor }) });
    for (const { id } of answer.teams ?? []) if (id) teams.add(id);
    cursor = answer.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return teams;
}
