// Where a delivery goes, by what the tables say now.
import type { Recipient } from '../chat/message.ts';
import type { Address } from '../chat/platform.ts';
import type { Transaction } from '../database/connect.ts';

/** `talk` is the conversation, where it is known already; `accountId` is whose it is. */
export type Found = { platform: string; address: Address; accountId?: string; talk?: string | null };

/** A person is reached at the account whose profile was asked for last; a conversation where it is. Undefined: nobody is there. */
export async function addressOf(tx: Transaction, to: Recipient): Promise<Found | undefined> {
  if (to.kind === 'person') {
    const row = await tx
      .selectFrom('account')
      .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
      .select([
        'account.id',
        'account.external_id',
        'account.talk',
        'workspace.platform',
        'workspace.external_id as workspace',
      ])
      .where('account.person_id', '=', to.person)
      .where('workspace.removed_at', 'is', null)
      .orderBy('account.profile_at', (order) => order.desc().nullsLast())
      .executeTakeFirst();
    return (
      row && {
        platform: row.platform,
        address: { workspace: row.workspace, conversation: row.external_id },
        accountId: row.id,
        talk: row.talk,
      }
    );
  }
  const row = await tx
    .selectFrom('workspace')
    .select(['platform', 'external_id'])
    .where('id', '=', to.workspace)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      platform: row.platform,
      address: {
        workspace: row.external_id,
        conversation: to.conversation,
        ...(to.thread === undefined ? {} : { thread: to.thread }),
      },
      talk: to.conversation,
    }
  );
}
