// One human with several accounts. Linking two makes their persons one; unlinking gives each account back what came by it.
import { sql } from 'kysely';
import type { Alone } from '../database/alone.ts';
import type { Transaction } from '../database/connect.ts';
import { waitForHours } from '../delivery/unasked.ts';
import { dropTwins, references, tablesWith } from './catalogue.ts';
import { hoursMoved } from './hours.ts';
import type { Actor } from './person.ts';
import { conflictIn } from './role.ts';
import { heldBy } from './roles.ts';

/** `workspace` is the workspace's name. `chosen`: the person wants to be reached here. */
export type Account = { id: string; platform: string; workspace: string; chosen: boolean };

/** All accounts of a person, in a steady order. */
export async function accountsOf(tx: Transaction, person: string): Promise<readonly Account[]> {
  const rows = await tx
    .selectFrom('account')
    .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select(['account.id', 'workspace.platform', 'workspace.name as workspace', 'person.reach_account_id'])
    .where('account.person_id', '=', person)
    .orderBy('workspace.platform')
    .orderBy('workspace.name')
    .orderBy('account.id')
    .execute();
  return rows.map(({ reach_account_id, ...account }) => ({
    ...account,
    chosen: reach_account_id === account.id,
  }));
}

/** Null leaves it to us. Whatever is no account of this person changes nothing. */
export async function chooseReach(tx: Transaction, actor: Actor, account: string | null): Promise<void> {
  const own = await accountsOf(tx, actor.id);
  if (account !== null && !own.some(({ id }) => id === account)) return;
  await tx.updateTable('person').set({ reach_account_id: account }).where('id', '=', actor.id).execute();
}

/**
 * `code`: mistyped, too old, used, or of another organisation: nobody learns which. `own`: made by this very account.
 * `one`: both accounts are this person already. `place`: somebody would be two in one workspace. `leader`: one of them leads, the
 * other runs the programme. `busy`: the other account does something at this moment.
 */
export type NotLinked = { kind: 'refused'; because: 'code' | 'own' | 'one' | 'place' | 'leader' | 'busy' };

type Other = {
  kind: 'found';
  account: string;
  person: string;
  platform: string;
  workspace: string;
  language: string;
  timeZone: string;
};

/** Whose code this is; undefined digest stands for what is no code at all. Nothing is used up. */
export async function seeAccountCode(
  tx: Transaction,
  actor: Actor,
  digest: string | undefined,
  now: number,
): Promise<Other | NotLinked> {
  const row = digest
    ? await tx
        .selectFrom('link_code')
        .innerJoin('account', 'account.id', 'link_code.account_id')
        .innerJoin('workspace', 'workspace.id', 'account.workspace_id')
        .innerJoin('person', 'person.id', 'account.person_id')
        .select([
          'account.id as account',
          'account.person_id as person',
          'person.language',
          'person.time_zone as timeZone',
          'workspace.platform',
          'workspace.name as workspace',
        ])
        .where('link_code.kind', '=', 'account')
        .where('link_code.digest', '=', digest)
        .where('link_code.expires_at', '>', new Date(now))
        .where('workspace.removed_at', 'is', null)
        .executeTakeFirst()
    : undefined;
  if (!row) return { kind: 'refused', because: 'code' };
  if (row.account === actor.account) return { kind: 'refused', because: 'own' };
  if (row.person === actor.id) return { kind: 'refused', because: 'one' };
  // Whoever talks a colleague into typing a code is of their own workspace most of the time, and there both accounts would
  // stand under one name on the screen that asks whether both are one's own.
  if (await shareWorkspace(tx, row.person, actor.id)) return { kind: 'refused', because: 'place' };
  const together = [...(await heldBy(tx, row.person, now)), ...(await heldBy(tx, actor.id, now))];
  const conflict = conflictIn(together);
  if (conflict) return { kind: 'refused', because: conflict };
  return { kind: 'found', ...row };
}

async function shareWorkspace(tx: Transaction, one: string, other: string): Promise<boolean> {
  const shared = await tx
    .selectFrom('account as mine')
    .innerJoin('account as theirs', 'theirs.workspace_id', 'mine.workspace_id')
    .select('mine.id')
    .where('mine.person_id', '=', one)
    .where('theirs.person_id', '=', other)
    .executeTakeFirst();
  return shared !== undefined;
}

/**
 * Makes the person behind the code and the one who acts one person, and uses the code up. Whoever acts stays who they are.
 * All of it in the transaction of the event: all or nothing. Nobody else acts in it: whoever wrote for the person that is
 * gone, or became somebody else meanwhile, would lose what they have with that person's row.
 */
export async function linkAccounts(
  { tx }: Alone,
  actor: Actor,
  digest: string | undefined,
  now: number,
): Promise<Other | NotLinked> {
  const seen = await seeAccountCode(tx, actor, digest, now);
  if (seen.kind === 'refused') return seen;
  // Persons are locked in the order of their ids everywhere (meet). Who would have to wait against that order does not wait:
  // so two who type each other's code at once cannot stand in each other's way for good.
  const lock = seen.person > actor.id ? sql`for no key update` : sql`for no key update skip locked`;
  const { rows } = await sql`select id from person where id = ${seen.person} ${lock}`.execute(tx);
  if (rows.length === 0) return { kind: 'refused', because: 'busy' };
  // Read again under the lock: meanwhile the account may have become somebody else's, and only one deletes the code.
  const locked = await seeAccountCode(tx, actor, digest, now);
  if (locked.kind === 'refused') return locked;
  if (locked.person !== seen.person) return { kind: 'refused', because: 'busy' };
  const used = await tx
    .deleteFrom('link_code')
    .where('kind', '=', 'account')
    .where('account_id', 'in', [locked.account, actor.account])
    .returning('digest')
    .execute();
  if (!used.some((code) => code.digest === digest)) return { kind: 'refused', because: 'code' };
  await becomeOne(tx, { gone: seen.person, by: locked.account }, { kept: actor.id, by: actor.account });
  await hoursMoved(tx, [actor.id], now);
  await waitForHours(tx, actor.id, now);
  return locked;
}

/** As everybody has them who has chosen none. */
const usualQuiet = (of: string) =>
  sql`(${sql.ref(of)}.quiet_from, ${sql.ref(of)}.quiet_until) is not distinct from (1260, 420)`;

async function becomeOne(
  tx: Transaction,
  { gone, by: goneBy }: { gone: string; by: string },
  { kept, by: keptBy }: { kept: string; by: string },
): Promise<void> {
  await sql`
    update account set came_as = person_id where person_id in (${gone}, ${kept}) and came_as is null`.execute(
    tx,
  );
  const byAccount = await tablesWith(tx, 'account_id');
  const toPerson = (await references(tx)).filter(({ parent }) => parent === 'person');
  for (const { table, column } of toPerson) {
    // Now is the last moment at which it is certain by which account it came.
    if (column === 'person_id' && byAccount.includes(table))
      for (const [person, account] of [
        [gone, goneBy],
        [kept, keptBy],
      ])
        await sql`
          update ${sql.ref(table)} set account_id = ${account}
          where person_id = ${person} and account_id is null`.execute(tx);
    await dropTwins(tx, table, column, gone, kept);
    await sql`
      update ${sql.ref(table)} set ${sql.ref(column)} = ${kept} where ${sql.ref(column)} = ${gone}`.execute(
      tx,
    );
  }
  // What only one of them has chosen counts for both.
  await sql`
    update person set country = coalesce(person.country, other.country),
      language = case when other.language_chosen and not person.language_chosen then other.language else person.language end,
      language_chosen = person.language_chosen or other.language_chosen,
      time_zone = case when other.zone_chosen and not person.zone_chosen then other.time_zone else person.time_zone end,
      zone_chosen = person.zone_chosen or other.zone_chosen,
      quiet_from = case when ${usualQuiet('person')} then other.quiet_from else person.quiet_from end,
      quiet_until = case when ${usualQuiet('person')} then other.quiet_until else person.quiet_until end
    from person other where person.id = ${kept} and other.id = ${gone}`.execute(tx);
  // Waits for whoever is writing to them just now (notice.ts).
  await tx.deleteFrom('person').where('id', '=', gone).execute();
  // What is on its way to one of them reaches the one that they are now.
  await sql`
    update delivery set talk = ${`person ${kept}`}, first_talk = coalesce(first_talk, talk)
    where talk = ${`person ${gone}`}`.execute(tx);
}

/**
 * Makes a person of their own of this account of somebody who acts; 'gone' where it is no account of theirs, or the one by which
 * they act. `actor` is whoever acts as they are afterwards: they too may become who they were before.
 */
export async function unlinkAccount(
  tx: Transaction,
  actor: Actor,
  account: string,
  now: number,
): Promise<{ left: Account; actor: Actor } | 'gone'> {
  const left = (await accountsOf(tx, actor.id)).find(({ id }) => id === account);
  if (!left || account === actor.account) return 'gone';
  const { staying } = await splitPerson(tx, actor.id, [account], now);
  return { left, actor: { ...actor, id: staying } };
}

/**
 * Parts these accounts from the others of their person. Each side becomes whoever one of its accounts was before it was
 * linked, with everything that came by its accounts, and what has been on its way to it since then. What nobody noted an
 * account for stays with that person's id. `person` must be locked, and must have accounts on both sides. Says who stays.
 */
export async function splitPerson(
  tx: Transaction,
  person: string,
  leaving: readonly string[],
  now: number,
): Promise<{ staying: string }> {
  const all = await tx
    .selectFrom('account')
    .select(['id', 'came_as'])
    .where('person_id', '=', person)
    .orderBy('id')
    .execute();
  const [out, rest] = [
    all.filter(({ id }) => leaving.includes(id)),
    all.filter(({ id }) => !leaving.includes(id)),
  ];
  const isOfLeaving = out.some(({ came_as }) => came_as === person);
  const moving = isOfLeaving ? rest : out;
  const before = moving.flatMap(({ came_as }) => came_as ?? []);
  const [again] = before;
  if (again === undefined) throw new Error('only what was linked can be split');
  const accounts = moving.map(({ id }) => id);
  await sql`
    insert into person (
      id, organisation_id, language, language_chosen, time_zone, zone_chosen, country, quiet_from, quiet_until,
      reach_account_id, created_at)
    select ${again}, organisation_id, language, language_chosen, time_zone, zone_chosen, country, quiet_from, quiet_until,
      case when reach_account_id = any(${accounts}) then reach_account_id end, ${new Date(now)}
    from person where id = ${person}`.execute(tx);
  await tx
    .updateTable('person')
    .set({ reach_account_id: null })
    .where('id', '=', person)
    .where('reach_account_id', 'in', accounts)
    .execute();
  await tx.updateTable('account').set({ person_id: again }).where('id', 'in', accounts).execute();
  const byAccount = await tablesWith(tx, 'account_id');
  for (const { table, column, parent } of await references(tx))
    if (parent === 'person' && column === 'person_id' && byAccount.includes(table))
      await sql`
        update ${sql.ref(table)} set person_id = ${again}
        where person_id = ${person} and account_id = any(${accounts})`.execute(tx);
  await sql`
    update delivery set talk = ${`person ${again}`}
    where talk = ${`person ${person}`} and first_talk = any(${before.map((id) => `person ${id}`)})`.execute(
    tx,
  );
  await hoursMoved(tx, [person, again], now);
  return { staying: isOfLeaving ? again : person };
}
