// Who has been told what this is.
import type { Transaction } from '../database/connect.ts';

/** `stranger`: nobody has written this account down. `new`: this is the first word to them, and is noted as such. */
type Welcomed = { kind: 'stranger' } | { kind: 'new'; person: string } | { kind: 'welcomed' };

export async function welcomeAccount(
  tx: Transaction,
  workspace: string,
  account: string,
  now: number,
): Promise<Welcomed> {
  const row = await tx
    .selectFrom('account')
    .select(['id', 'person_id as person', 'welcomed_at'])
    .where('workspace_id', '=', workspace)
    .where('external_id', '=', account)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { kind: 'stranger' };
  if (row.welcomed_at) return { kind: 'welcomed' };
  await tx
    .updateTable('account')
    .set({ welcomed_at: new Date(now) })
    .where('id', '=', row.id)
    .execute();
  return { kind: 'new', person: row.person };
}
