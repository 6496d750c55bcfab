// Where a delivery goes, by what the tables say now.
import { sql } from 'kysely';
import type { Recipient } from '../chat/message.ts';
import type { Address } from '../chat/platform.ts';
import type { Transaction } from '../database/connect.ts';

/** `talk` is the conversation, where it is known already; `accountId` is whose it is. */
export type Found = {
  platform: string;
  /** The row's id. */
  workspaceId: string;
  address: Address;
  accountId?: string;
  talk?: string | null;
};

const person = 'person ';
const account = 'account ';
const stranger = 'stranger ';

/** What only one message at a time may go to; kept with the row in the clear. */
export function talkOf(to: Recipient): string {
  switch (to.kind) {
    case 'person':
      return person + to.person;
    case 'account':
      return account + to.account;
    case 'stranger':
      return `${stranger}${to.workspace} ${to.account}`;
    case 'conversation':
      return `${to.workspace} ${to.conversation}`;
  }
}

/**
 * Whom a row goes to now. Where two persons turned out to be one since it was written, the talk names the one that is
 * left; what is sealed still names the other.
 */
export const recipientOf = (talk: string, sealed: Recipient): Recipient =>
  sealed.kind === 'person' && talk.startsWith(person)
    ? { kind: 'person', person: talk.slice(person.length) }
    : sealed;

/**
 * A person is reached at the account that they chose, else at the one whose profile was asked for last; a conversation where
 * it is. `begun` is the account that an earlier try went to: it comes first. Undefined: nobody is there.
 */
export async function addressOf(
  tx: Transaction,
  to: Recipient,
  begun: string | null,
): Promise<Found | undefined> {
  if (to.kind === 'person' || to.kind === 'account') {
    const row = await tx
      .selectFrom('account')
      .innerJoin('person', 'person.id', 'account.person_id')
      .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
      .select([
        'account.id',
        'account.external_id',
        'account.talk',
        'workspace.platform',
        'workspace.id as workspaceId',
        'workspace.external_id as workspace',
      ])
      .where((is) =>
        to.kind === 'person' ? is('person.id', '=', to.person) : is('account.id', '=', to.account),
      )
      .where('workspace.removed_at', 'is', null)
      .orderBy(sql`account.id is not distinct from ${begun}::uuid`, 'desc')
      .orderBy(sql`account.id is not distinct from person.reach_account_id`, 'desc')
      .orderBy('account.profile_at', (order) => order.desc().nullsLast())
      // Of two that were never asked for: where somebody took us out there is no talk any more.
      .orderBy(sql`account.talk is not null`, 'desc')
      .orderBy('account.id')
      .executeTakeFirst();
    return (
      row && {
        platform: row.platform,
        workspaceId: row.workspaceId,
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
  if (to.kind === 'stranger')
    return (
      row && {
        platform: row.platform,
        workspaceId: to.workspace,
        address: { workspace: row.external_id, conversation: to.account },
      }
    );
  return (
    row && {
      platform: row.platform,
      workspaceId: to.workspace,
      address: {
        workspace: row.external_id,
        conversation: to.conversation,
        ...(to.thread === undefined ? {} : { thread: to.thread }),
      },
      talk: to.conversation,
    }
  );
}

/**
 * By which workspace each of these will probably go, keyed by talk, for the lanes: what the tables say today, without a
 * promise. Whoever is not there is absent.
 */
export async function workspacesOf(
  tx: Transaction,
  recipients: readonly Recipient[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const wanted = { person: new Set<string>(), account: new Set<string>() };
  for (const to of recipients)
    if (to.kind === 'person') wanted.person.add(to.person);
    else if (to.kind === 'account') wanted.account.add(to.account);
    else found.set(talkOf(to), to.workspace);
  if (wanted.person.size + wanted.account.size === 0) return found;
  const { rows } = await sql<{ id: string; person_id: string; workspace_id: string; preferred: boolean }>`
    select account.id, person_id, workspace_id, account.id is not distinct from person.reach_account_id as preferred
    from account
    join person on person.id = account.person_id
    join workspace on workspace.id = account.workspace_id
    where (account.person_id = any(${[...wanted.person]}::uuid[]) or account.id = any(${[...wanted.account]}::uuid[]))
      and workspace.removed_at is null
    order by preferred, profile_at nulls first, account.id desc`.execute(tx);
  // In this order the likeliest of a person is the last one written.
  for (const { id, person_id, workspace_id } of rows) {
    found.set(account + id, workspace_id);
    found.set(person + person_id, workspace_id);
  }
  return found;
}
