// One programme becomes two again.
import { type RawBuilder, sql } from 'kysely';
import type { Alone } from '../database/alone.ts';
import { asOwner } from '../database/as-owner.ts';
import type { Transaction } from '../database/connect.ts';
import { followParted } from './audience.ts';
import { type Reference, references, tablesWith } from './catalogue.ts';
import { splitPerson } from './linking.ts';
import { checkMoved, claimMoving, emptyOrganisation, holdOutbox, inOrder, long, moveRows } from './moving.ts';
import type { Actor } from './person.ts';

/** From here on nobody else does anything in this programme, until the transaction ends. False: others move just now. */
export async function claimSeparating(alone: Alone, actor: Actor): Promise<boolean> {
  if (!(await claimMoving(alone))) return false;
  await emptyOrganisation(alone.tx, actor.organisation);
  return true;
}

/**
 * A workspace becomes a programme of its own again, with its people and everything of theirs; whoever has accounts on both
 * sides becomes two. The staff list and the groups that came by it go along; a group loses whoever is on the other side. The
 * employer's own help lines, and the checks of lines, are there on both sides afterwards. What nothing leads from to a
 * workspace stays where it is.
 * Needs `claimSeparating`. Throws where there is nothing to separate.
 */
export async function separateWorkspace(
  alone: Alone,
  actor: Actor,
  workspace: string,
  newId: () => string,
  now: number,
): Promise<void> {
  alone.moved();
  await asOwner(alone, async (tx) => {
    const all = await tx
      .selectFrom('workspace')
      .select(['id', 'name'])
      .where('organisation_id', '=', actor.organisation)
      .execute();
    const leaving = all.find(({ id }) => id === workspace);
    if (!leaving || all.length < 2) throw new Error('a programme of one workspace cannot be separated');
    await holdOutbox(tx);
    const made = newId();
    for (const { person, accounts } of await onBothSides(tx, workspace))
      await splitPerson(tx, person, accounts, now);
    await tx
      .insertInto('organisation')
      .values({ id: made, name: leaving.name, created_at: new Date(now) })
      .execute();
    const every = await references(tx);
    const tables = inOrder(await tablesWith(tx, 'organisation_id'));
    const moving = tables.flatMap((table) => {
      const rows = rowsOf(table, workspace, every);
      return rows ? [{ table, rows }] : [];
    });
    await moveRows(tx, actor.organisation, made, moving);
    await untie(tx, [actor.organisation, made], every);
    await followParted(tx, [actor.organisation, made], now);
    await checkMoved(tx);
    await copySetUp(tx, actor.organisation, made);
  });
}

export type Reader = { account: string; language: string; timeZone: string };

/**
 * Accounts whose owner becomes two when this workspace leaves, on both sides; and those by which somebody is a coordinator.
 * Messages to accounts go with them.
 */
export async function whoMustKnow(
  tx: Transaction,
  workspace: string,
): Promise<{ parted: readonly Reader[]; coordinators: readonly Reader[] }> {
  const sides = await onBothSides(tx, workspace);
  const readers = tx
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select(['account.id as account', 'person.language', 'person.time_zone as timeZone'])
    .orderBy('account.id');
  const persons = sides.map(({ person }) => person);
  return {
    parted: persons.length > 0 ? await readers.where('person.id', 'in', persons).execute() : [],
    coordinators: await readers
      .where((is) =>
        is.exists(
          is
            .selectFrom('role_held')
            .select('role_held.role')
            .where('role_held.role', 'in', ['coordinator', 'deputy'])
            .whereRef('role_held.person_id', '=', 'person.id')
            .where((held) =>
              held.or([
                held('role_held.account_id', '=', held.ref('account.id')),
                held('role_held.account_id', 'is', null),
              ]),
            ),
        ),
      )
      .execute(),
  };
}

/** Persons with accounts both in this workspace and elsewhere, with those in this one. */
async function onBothSides(
  tx: Transaction,
  workspace: string,
): Promise<readonly { person: string; accounts: readonly string[] }[]> {
  const { rows } = await sql<{ person: string; accounts: string[] }>`
    select person_id as person, array_agg(id) filter (where workspace_id = ${workspace}) as accounts
    from account
    where person_id in (select person_id from account where workspace_id = ${workspace})
    group by person_id
    having bool_or(workspace_id <> ${workspace})
    order by person_id`.execute(tx);
  return rows;
}

/**
 * Which rows of a table go with a workspace: those that refer to a row that goes. Undefined where nothing leads there.
 * Where a row refers to both sides, it has no place on either, and `untie` ends it.
 */
function rowsOf(
  table: string,
  workspace: string,
  all: readonly Reference[],
  below: readonly string[] = [],
): RawBuilder<unknown> | undefined {
  const accounts = sql`select id from account where workspace_id = ${workspace}`;
  const people = sql`select person_id from account where workspace_id = ${workspace}`;
  if (table === 'workspace') return sql`id = ${workspace}`;
  if (table === 'person') return sql`id in (${people})`;
  if (table === 'delivery')
    // As delivery/recipient.ts writes it down.
    return sql`case split_part(talk, ' ', 1)
      when 'person' then split_part(talk, ' ', 2)::uuid in (${people})
      when 'account' then split_part(talk, ' ', 2)::uuid in (${accounts})
      when 'stranger' then split_part(talk, ' ', 2)::uuid = ${workspace}
      else split_part(talk, ' ', 1)::uuid = ${workspace} end`;
  const ways = all
    .filter((reference) => reference.table === table && ![table, ...below].includes(reference.parent))
    .toSorted((one, other) => distance(one) - distance(other));
  for (const { column, parent } of ways) {
    const rows = rowsOf(parent, workspace, all, [...below, table]);
    if (rows) return sql`${sql.ref(column)} in (select id from ${sql.ref(parent)} where ${rows})`;
  }
  return undefined;
}

/** What a row cannot be without says whose it is; and the workspace, or the person, before anything else. */
function distance({ parent, nullable }: Reference): number {
  const nearest = ['workspace', 'person', 'account'].indexOf(parent);
  return (nullable ? 4 : 0) + (nearest < 0 ? 3 : nearest);
}

/** What ties somebody to the side that they are no longer on ends. */
async function untie(
  tx: Transaction,
  organisations: readonly string[],
  all: readonly Reference[],
): Promise<void> {
  for (const { table, column, parent, nullable } of all) {
    if (parent === 'organisation') continue;
    const torn = sql`
      child.organisation_id = any(${[...organisations]}) and exists (
        select from ${sql.ref(parent)} parent
        where parent.id = child.${sql.ref(column)} and parent.organisation_id <> child.organisation_id)`;
    await (nullable
      ? sql`${long} update ${sql.ref(table)} child set ${sql.ref(column)} = null where ${torn}`
      : sql`${long} delete from ${sql.ref(table)} child where ${torn}`
    ).execute(tx);
  }
}

/**
 * What both sides go on with: features that are on, countries that are served, holidays, the months that were reported, lines. Lines get ids of their own; a check names
 * the line that it is about.
 */
async function copySetUp(tx: Transaction, from: string, to: string): Promise<void> {
  await sql`
    with copied as (
      select id as old, gen_random_uuid() as new, line, created_at from help_line where organisation_id = ${from}
    ), lines as (
      insert into help_line (id, organisation_id, line, created_at)
      select new, ${to}, jsonb_set(line, '{id}', to_jsonb(new::text), false), created_at from copied
    )
    insert into help_line_check (organisation_id, line, checked_on)
    select ${to}, coalesce(copied.new::text, check_of.line), checked_on
    from help_line_check check_of left join copied on copied.old::text = check_of.line
    where organisation_id = ${from}`.execute(tx);
  await sql`
    insert into feature_switch (organisation_id, feature, is_on, introduced_at)
    select ${to}, feature, is_on, introduced_at from feature_switch where organisation_id = ${from}`.execute(
    tx,
  );
  await sql`
    insert into holiday (organisation_id, day) select ${to}, day from holiday where organisation_id = ${from}`.execute(
    tx,
  );
  await sql`
    insert into climate (organisation_id, month, release, changes, made_at)
    select ${to}, month, release, changes, made_at from climate where organisation_id = ${from}`.execute(tx);
  await sql`
    insert into help_country (organisation_id, country)
    select ${to}, country from help_country where organisation_id = ${from}`.execute(tx);
}
