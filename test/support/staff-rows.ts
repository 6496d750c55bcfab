// Something of an organisation in every table of the staff list, the groups of people, links and erasures.
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/connect.ts';

/** By this account of theirs, or by any. */
export async function addStaff({ owner }: Database, organisation: string, by?: string): Promise<void> {
  const [roster, audience, at] = [randomUUID(), randomUUID(), new Date()];
  const whose = { organisation_id: organisation };
  const { account, workspace, external } = await owner
    .selectFrom('account')
    .select(['id as account', 'workspace_id as workspace', 'external_id as external'])
    .where('organisation_id', '=', organisation)
    .$if(by !== undefined, (query) => query.where('external_id', '=', by ?? ''))
    .executeTakeFirstOrThrow();
  const free = { due_at: null, lease: null, lease_until: null };
  const line = { unit: 'Ward 4', discipline: null, manager: null, shift: null };
  await owner
    .insertInto('roster')
    .values({ id: roster, ...whose, workspace_id: workspace, way: 'file', key_id: 'any', taken_at: at })
    .execute();
  await owner
    .insertInto('roster_entry')
    .values({ roster_id: roster, ...whose, key: 'account:u0any', ...line })
    .execute();
  await owner
    .insertInto('roster_draft')
    .values({
      id: randomUUID(),
      ...whose,
      account_id: account,
      way: 'directory',
      sealed: null,
      against: null,
      made_at: at,
      ...free,
    })
    .execute();
  await owner
    .insertInto('upload_link')
    .values({ digest: randomUUID(), ...whose, account_id: account, expires_at: at, used_at: null })
    .execute();
  await owner
    .insertInto('export_link')
    .values({ digest: randomUUID(), ...whose, account_id: account, expires_at: at, used_at: null })
    .execute();
  await owner
    .insertInto('tombstone')
    .values({ ...whose, workspace_id: workspace, digest: randomUUID(), made_at: at })
    .execute();
  await owner
    .insertInto('audience')
    .values({
      id: audience,
      ...whose,
      name: 'Ward 4',
      source: 'list',
      workspace_id: workspace,
      conversation: null,
      unit: null,
      discipline: null,
      guests: false,
      kept: true,
      made_by: account,
      made_at: at,
      followed_at: null,
      problem: null,
      ...free,
    })
    .execute();
  await owner
    .insertInto('audience_named')
    .values({ audience_id: audience, ...whose, key: `account:${external.toLowerCase()}` })
    .execute();
  await owner
    .insertInto('audience_member')
    .values({ audience_id: audience, ...whose, workspace_id: workspace, account: external })
    .execute();
}
