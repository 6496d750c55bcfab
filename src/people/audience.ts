// Who is asked: the people of a conversation, of a list, or of a part of the staff list, followed as they come and go.
import { sql } from 'kysely';
import type { Member } from '../chat/platform.ts';
import type { Transaction } from '../database/connect.ts';
import { listed } from '../database/listed.ts';
import { together } from '../database/together.ts';
import { accountKey, type MailDigest } from './mail.ts';
import type { Actor } from './person.ts';

/** Why somebody who is there is not asked; `missing`: named by a list, and found nowhere. */
export type LeftOut = {
  bots: number;
  guests: number;
  strangers: number;
  deactivated: number;
  missing: number;
};
const nobody: LeftOut = { bots: 0, guests: 0, strangers: 0, deactivated: 0, missing: 0 };

export type Source =
  /** Of the workspace by which the group came. */
  | { kind: 'conversation'; conversation: string }
  /** Keys (mail.ts). */
  | { kind: 'list'; keys: readonly string[] }
  | { kind: 'roster'; unit: string | null; discipline: string | null };

export type Audience = {
  id: string;
  name: string;
  source: Source['kind'];
  unit: string | null;
  discipline: string | null;
  guests: boolean;
  /** False: it waits for a coordinator's yes. */
  kept: boolean;
  /** Each human once, however many accounts they have. */
  people: number;
  leftOut: LeftOut;
  /** Epoch ms; null before the first time. */
  followedAt: number | null;
  /** Why its people could not be asked for lately; those of the last time stay. */
  problem: string | null;
};

export type Asked = {
  /** Null: never met. */
  person: string | null;
  /** Ours. */
  workspace: string;
  /** The platform's own. */
  account: string;
};

const human = sql`coalesce(account.person_id::text, member.workspace_id::text || ' ' || member.account)`;

/** Whom to ask: each human once, by the account that can be reached best. */
export async function peopleOf(tx: Transaction, audience: string): Promise<readonly Asked[]> {
  const { rows } = await sql<Asked>`
    select distinct on (${human}) account.person_id as person, member.workspace_id as workspace, member.account
    from audience_member member
    join workspace on workspace.id = member.workspace_id and workspace.removed_at is null
    left join account on account.workspace_id = member.workspace_id and account.external_id = member.account
    where member.audience_id = ${audience}
    order by ${human}, (account.talk is not null) desc, member.account`.execute(tx);
  return rows;
}

type Row = Omit<Audience, 'leftOut' | 'followedAt'> & {
  left_out: Partial<LeftOut>;
  followed_at: Date | null;
};

async function read(tx: Transaction, which: { id?: string }): Promise<readonly Audience[]> {
  const { rows } = await sql<Row>`
    select audience.id, name, source, unit, discipline, guests, kept, left_out, followed_at, problem, (
      select count(distinct ${human}) from audience_member member
      join workspace on workspace.id = member.workspace_id and workspace.removed_at is null
      left join account on account.workspace_id = member.workspace_id and account.external_id = member.account
      where member.audience_id = audience.id) as people
    from audience
    where ${which.id === undefined ? sql`kept` : sql`audience.id::text = ${which.id}`}
    order by name, made_at`.execute(tx);
  return rows.map(({ left_out, followed_at, ...row }) => ({
    ...row,
    leftOut: { ...nobody, ...left_out },
    followedAt: followed_at?.getTime() ?? null,
  }));
}

/** Those that were kept, by name. */
export const audiences = (tx: Transaction): Promise<readonly Audience[]> => read(tx, {});

/** Also one that waits for a yes. */
export const audienceOf = async (tx: Transaction, id: string): Promise<Audience | undefined> =>
  (await read(tx, { id }))[0];

/** One that waits for a yes; its people are asked for as soon as this is kept. */
export async function draftAudience(
  tx: Transaction,
  made: {
    id: string;
    by: Pick<Actor, 'organisation' | 'account' | 'workspace'>;
    name: string;
    guests: boolean;
    source: Source;
  },
  now: number,
): Promise<void> {
  const { source, by } = made;
  await tx
    .insertInto('audience')
    .values({
      id: made.id,
      organisation_id: by.organisation,
      name: made.name,
      source: source.kind,
      workspace_id: by.workspace,
      conversation: source.kind === 'conversation' ? source.conversation : null,
      unit: source.kind === 'roster' ? source.unit : null,
      discipline: source.kind === 'roster' ? source.discipline : null,
      guests: made.guests,
      made_by: by.account,
      made_at: new Date(now),
      followed_at: null,
      due_at: new Date(now),
      lease: null,
      lease_until: null,
      problem: null,
    })
    .execute();
  if (source.kind !== 'list' || source.keys.length === 0) return;
  await sql`
    insert into audience_named (audience_id, organisation_id, key)
    select ${made.id}::uuid, ${by.organisation}::uuid, * from unnest(${source.keys}::text[])`.execute(tx);
}

/** From now on it is followed. False where there is no such draft, or it has not been counted. */
export async function keepAudience(tx: Transaction, id: string, next: number): Promise<boolean> {
  const kept = await tx
    .updateTable('audience')
    .set({ kept: true, due_at: new Date(next) })
    .where((row) => row.cast('id', 'text'), '=', id)
    .where('kept', '=', false)
    .where('followed_at', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

export async function removeAudience(tx: Transaction, id: string): Promise<void> {
  await tx
    .deleteFrom('audience')
    .where((row) => row.cast('id', 'text'), '=', id)
    .execute();
}

/**
 * Something changed in this conversation: who is in it is asked for with the next tick. What waits for a yes stays as it was
 * shown. When many come into a channel at once, Slack tells it of each of them.
 */
export const followConversationAgain = together<
  { workspace: string; conversation: string; now: number },
  true
>(async (tx, changed) => {
  const latest = Math.max(...changed.map(({ now }) => now));
  // Whatever shares a transaction is of one workspace.
  const workspace = changed[0]?.workspace;
  await sql`
    update audience set due_at = ${new Date(latest)}
    where kept and workspace_id = ${workspace} and conversation = any(${listed(
      changed.map(({ conversation }) => conversation),
      'text',
    )})`.execute(tx);
  return changed.map(() => true as const);
});

/** The same for every audience that this account is in. */
export async function followAccountAgain(
  tx: Transaction,
  workspace: string,
  account: string,
  now: number,
): Promise<void> {
  await tx
    .updateTable('audience')
    .set({ due_at: new Date(now) })
    .where('kept', '=', true)
    .where('id', 'in', (members) =>
      members
        .selectFrom('audience_member')
        .select('audience_id')
        .where('workspace_id', '=', workspace)
        .where('account', '=', account),
    )
    .execute();
}

/** The staff list is another one: whoever is asked by it is looked up again. */
export async function followRosterAgain(tx: Transaction, now: number): Promise<void> {
  await tx
    .updateTable('audience')
    .set({ due_at: new Date(now) })
    .where('kept', '=', true)
    .where('source', '=', 'roster')
    .execute();
}

/**
 * These organisations were one until now: whom their lists found on the other side is gone, so all are looked up again.
 * Whoever looks at this very moment has looked at both sides: what they found does not count.
 */
export async function followParted(
  tx: Transaction,
  organisations: readonly string[],
  now: number,
): Promise<void> {
  await sql`
    update audience set lease = null, lease_until = null,
      due_at = case when kept then ${new Date(now)}::timestamptz else due_at end
    where organisation_id = any(${[...organisations]}::uuid[]) and source <> 'conversation'`.execute(tx);
}

export type Chosen = { accounts: readonly string[]; leftOut: LeftOut };

/** Of those who are there, who is asked, and how many are not, for the first reason that holds. */
export function choose(members: readonly Member[], guests: boolean): Chosen {
  const leftOut = { ...nobody };
  const accounts = new Set<string>();
  for (const member of members) {
    if (member.bot) leftOut.bots += 1;
    else if (member.deactivated) leftOut.deactivated += 1;
    else if (member.stranger) leftOut.strangers += 1;
    else if (member.guest && !guests) leftOut.guests += 1;
    else accounts.add(member.account);
  }
  return { accounts: [...accounts], leftOut };
}

/** Those of a directory whom these keys name. */
export const named = (
  members: readonly Member[],
  keys: ReadonlySet<string>,
  digest: MailDigest,
): { members: readonly Member[]; found: ReadonlySet<string> } => {
  const found = new Set<string>();
  const there = members.filter(({ account, mail }) => {
    const own = [accountKey(account), ...(mail ? [`mail:${digest(mail)}`] : [])].filter((key) =>
      keys.has(key),
    );
    for (const key of own) found.add(key);
    return own.length > 0;
  });
  return { members: there, found };
};
