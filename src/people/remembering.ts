// What memory is told of the tables, so that get help now speaks to people in their language without them.
import type { Transaction } from '../database/connect.ts';
import { nearestLanguage } from '../words/speak.ts';
import { workspacesOf } from './account.ts';
import { type Memory, workspaceKey } from './memory.ts';

/**
 * Copies accounts of the organisation into memory, for the day on which there is no database: everybody, or those who
 * chose a country, who are few and must not be asked again by the next process.
 */
export async function rememberPeople(
  tx: Transaction,
  memory: Memory,
  whom: 'everybody' | 'who chose a country',
): Promise<void> {
  const rows = await tx
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
    .select([
      'workspace.platform',
      'workspace.external_id as workspace',
      'account.external_id as account',
      'account.profile_at',
      'person.language',
      'person.time_zone',
      'person.country',
      'person.language_chosen',
      'person.zone_chosen',
    ])
    .where('workspace.removed_at', 'is', null)
    .$if(whom !== 'everybody', (query) => query.where('person.country', 'is not', null))
    .execute();
  for (const row of rows) {
    memory.keepPerson(row, {
      // Until the platform was asked, language and zone are nobody's, unless the person chose them.
      ...(row.profile_at || row.language_chosen ? { language: nearestLanguage(row.language) } : {}),
      ...(row.profile_at || row.zone_chosen ? { timeZone: row.time_zone } : {}),
      profileAt: row.profile_at?.getTime() ?? 0,
      country: row.country,
    });
  }
  if (whom !== 'everybody') return;
  // Also those who were erased by another process.
  const known = new Set(rows.map((row) => `${workspaceKey(row)} ${row.account}`));
  memory.forgetUnknown(await workspacesOf(tx), (who) => known.has(`${workspaceKey(who)} ${who.account}`));
}
