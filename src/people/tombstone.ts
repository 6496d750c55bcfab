// What is left of whoever had everything erased: a keyed digest, by which they are known when somebody is to be asked unasked.
// They themselves can write to us at any time, and are then met anew; that does not lift it.
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';
import type { KeyRing } from '../guard/seal.ts';

/** An account by the platform's own ids. */
type Named = { platform: string; workspace: string; account: string };

export type Tombstones = {
  /** What they are known by, under each key of the ring, newest first. */
  digestsOf(who: Named): readonly string[];
  /** Safe to repeat. `workspaceId` is the row's. */
  put(
    tx: Transaction,
    whose: Named & { organisation: string; workspaceId: string },
    now: number,
  ): Promise<void>;
  /** Of these accounts, those that may be asked unasked. `workspace` is the row's id. */
  without(tx: Transaction, workspace: string, accounts: readonly string[]): Promise<readonly string[]>;
};

export function makeTombstones(keys: KeyRing): Tombstones {
  const secrets = keys.deriveEach('tombstone');
  const digestsOf = ({ platform, workspace, account }: Named): readonly string[] =>
    secrets.map((secret) =>
      createHmac('sha256', secret)
        .update(JSON.stringify([platform, workspace, account.toLowerCase()]))
        .digest('base64url'),
    );

  return {
    digestsOf,
    async put(tx, { organisation, workspaceId, ...named }, now) {
      const [digest = ''] = digestsOf(named);
      await sql`
        insert into tombstone (organisation_id, workspace_id, digest, made_at)
        values (${organisation}, ${workspaceId}, ${digest}, ${new Date(now)})
        on conflict do nothing`.execute(tx);
    },
    async without(tx, workspace, accounts) {
      const stones = await tx
        .selectFrom('tombstone')
        .innerJoin('workspace', 'workspace.id', 'tombstone.workspace_id')
        .select(['digest', 'platform', 'external_id'])
        .where('workspace_id', '=', workspace)
        .execute();
      const [first] = stones;
      if (!first) return accounts;
      const erased = new Set(stones.map(({ digest }) => digest));
      const at = { platform: first.platform, workspace: first.external_id };
      return accounts.filter(
        (account) => !digestsOf({ ...at, account }).some((digest) => erased.has(digest)),
      );
    },
  };
}
