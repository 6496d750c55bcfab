// The list of staff as it stands: who works where, as what, for whom and in which shifts. Keys instead of names. Each
// workspace of an organisation has one of its own, and all of them count.
import { sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';
import { keysOfAccount, mailKeyOfAccount } from './mail.ts';
import type { Entry } from './roster-reading.ts';

export type Way = 'file' | 'pasted' | 'directory';

export type RosterLine = {
  unit: string | null;
  discipline: string | null;
  shift: string | null;
  /** The person, where one is known behind the manager's key. */
  manager: string | null;
};

export type Standing = {
  /** Of the newest list. */
  way: Way;
  takenAt: number;
  /** Of the key under which its mail addresses were made unreadable. */
  keyId: string;
  lines: number;
  /** How many lists stand side by side. */
  lists: number;
};

/** The line of a person, by any of their accounts; undefined where the list does not name them. */
export async function rosterOf(tx: Transaction, person: string): Promise<RosterLine | undefined> {
  const { rows } = await sql<RosterLine>`
    select entry.unit, entry.discipline, entry.shift, (
      select account.person_id from account
      where (${keysOfAccount} = entry.manager or ${mailKeyOfAccount} = entry.manager)
        and account.organisation_id = entry.organisation_id
      limit 1) as manager
    from roster_entry entry join roster on roster.id = entry.roster_id
    where entry.key in (
      select ${keysOfAccount} from account where account.person_id = ${person}
      union select ${mailKeyOfAccount} from account where account.person_id = ${person} and account.mail is not null)
    order by roster.taken_at desc, entry.key
    limit 1`.execute(tx);
  return rows[0];
}

/** The units of these people, by the person's id; whoever is in no list, or in no unit, is absent. */
export async function unitsOf(
  tx: Transaction,
  persons: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ person: string; unit: string }>`
    select distinct on (account.person_id) account.person_id as person, entry.unit
    from account
    cross join lateral (values (${keysOfAccount}), (${mailKeyOfAccount})) own (key)
    join roster_entry entry on entry.key = own.key
    join roster on roster.id = entry.roster_id
    where account.person_id = any(${[...persons]}::uuid[]) and entry.unit is not null
    order by account.person_id, roster.taken_at desc, entry.key`.execute(tx);
  return new Map(rows.map(({ person, unit }) => [person, unit]));
}

/** Whom this person manages, among the persons that are known. */
export async function managedBy(tx: Transaction, person: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct account.person_id as id
    from roster_entry entry
    join account on ${keysOfAccount} = entry.key or ${mailKeyOfAccount} = entry.key
    where entry.manager in (
      select ${keysOfAccount} from account where account.person_id = ${person}
      union select ${mailKeyOfAccount} from account where account.person_id = ${person} and account.mail is not null)
    order by 1`.execute(tx);
  return rows.map((row) => row.id);
}

/** What stands in the organisation; undefined where there is no list. */
export async function standingRoster(tx: Transaction): Promise<Standing | undefined> {
  const lists = await tx
    .selectFrom('roster')
    .select(['way', 'taken_at', 'key_id'])
    .orderBy('taken_at', 'desc')
    .execute();
  const [newest] = lists;
  if (!newest) return undefined;
  const { lines } = await tx
    .selectFrom('roster_entry')
    .select((entry) => entry.fn.count<number>('key').distinct().as('lines'))
    .executeTakeFirstOrThrow();
  return {
    way: newest.way,
    takenAt: newest.taken_at.getTime(),
    keyId: newest.key_id,
    lines,
    lists: lists.length,
  };
}

/** Of the list that this workspace has; null where it has none. */
export async function rosterIdOf(tx: Transaction, workspace: string): Promise<string | null> {
  const row = await tx
    .selectFrom('roster')
    .select('id')
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Every line of the list that this workspace has, by its key. */
export async function rosterLines(tx: Transaction, workspace: string): Promise<ReadonlyMap<string, Entry>> {
  const rows = await tx
    .selectFrom('roster_entry')
    .innerJoin('roster', 'roster.id', 'roster_entry.roster_id')
    .select(['key', 'unit', 'discipline', 'manager', 'shift'])
    .where('roster.workspace_id', '=', workspace)
    .execute();
  return new Map(rows.map((row) => [row.key, row]));
}

/** Whom the lists of other workspaces of the organisation name. */
export async function namedElsewhere(tx: Transaction, workspace: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('roster_entry')
    .innerJoin('roster', 'roster.id', 'roster_entry.roster_id')
    .select('key')
    .where('roster.workspace_id', '<>', workspace)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** How many of these keys belong to an account that is known. */
export async function countKnown(tx: Transaction, keys: readonly string[]): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from unnest(${keys}::text[]) as asked (key)
    where key in (select ${keysOfAccount} from account)
      or key in (select ${mailKeyOfAccount} from account where account.mail is not null)`.execute(tx);
  return rows[0]?.found ?? 0;
}

/** What the list knows of, most people first. */
export async function valuesOf(
  tx: Transaction,
  column: 'unit' | 'discipline',
  most: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ value: string }>`
    select ${sql.ref(column)} as value from roster_entry where ${sql.ref(column)} is not null
    group by 1 order by count(*) desc, 1 limit ${most}`.execute(tx);
  return rows.map((row) => row.value);
}

/** A statement has two seconds. */
const batch = 5_000;

/** Two coordinators at once: the second one waits here, and then finds the first one's list. */
export async function lockRoster(tx: Transaction, organisation: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`roster ${organisation}`}))`.execute(tx);
}

/** Takes the place of the list that this workspace had. All or nothing: it is the caller's transaction. */
export async function replaceRoster(
  tx: Transaction,
  { organisation, workspace }: { organisation: string; workspace: string },
  list: { id: string; way: Way; keyId: string; entries: readonly Entry[] },
  now: number,
): Promise<void> {
  await tx.deleteFrom('roster').where('workspace_id', '=', workspace).execute();
  await tx
    .insertInto('roster')
    .values({
      id: list.id,
      organisation_id: organisation,
      workspace_id: workspace,
      way: list.way,
      key_id: list.keyId,
      taken_at: new Date(now),
    })
    .execute();
  for (let from = 0; from < list.entries.length; from += batch) {
    const part = list.entries.slice(from, from + batch);
    await sql`
      insert into roster_entry (roster_id, organisation_id, key, unit, discipline, manager, shift)
      select ${list.id}::uuid, ${organisation}::uuid, * from unnest(
        ${part.map((entry) => entry.key)}::text[], ${part.map((entry) => entry.unit)}::text[],
        ${part.map((entry) => entry.discipline)}::text[], ${part.map((entry) => entry.manager)}::text[],
        ${part.map((entry) => entry.shift)}::text[])`.execute(tx);
  }
}
