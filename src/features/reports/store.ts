// Months as rows: who lets their mood count, what was released, and who counted in it, until the next.
import { sql } from 'kysely';
import type { Transaction } from '../../database/connect.ts';
import { type Release, releaseIn } from '../../guard/report.ts';
import type { Actor } from '../../people/person.ts';
import type { Changes, Membership } from './rules.ts';

export async function counts(tx: Transaction, person: string): Promise<boolean> {
  const row = await tx
    .selectFrom('mood_counts')
    .select('person_id')
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row !== undefined;
}

/** Safe to repeat. */
export async function letCount(tx: Transaction, person: Actor, isOn: boolean, now: number): Promise<void> {
  if (!isOn) {
    await tx.deleteFrom('mood_counts').where('person_id', '=', person.id).execute();
    return;
  }
  await tx
    .insertInto('mood_counts')
    .values({
      person_id: person.id,
      organisation_id: person.organisation,
      account_id: person.account,
      since: new Date(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Those who had said so before this moment. */
export async function whoCounts(tx: Transaction, before: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('mood_counts')
    .select('person_id')
    .where('since', '<', new Date(before))
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** One process at a time makes a month's report, and none does where it is there. */
export async function claimMonth(tx: Transaction, organisation: string, month: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext(${`climate ${organisation}`}))`.execute(tx);
  const { rows } =
    await sql`select from climate where organisation_id = ${organisation} and month = ${month}::date`.execute(
      tx,
    );
  return rows.length === 0;
}

export type Month = { month: string; release: Release; changes: Changes };

/** Newest first. */
export async function months(tx: Transaction, most: number): Promise<readonly Month[]> {
  const { rows } = await sql<{ month: string; release: unknown; changes: Changes }>`
    select month::text as month, release, changes from climate order by climate.month desc limit ${most}`.execute(
    tx,
  );
  return rows.flatMap(({ month, release, changes }) => {
    const read = releaseIn(release);
    return read ? [{ month, release: read, changes }] : [];
  });
}

export async function countedIn(tx: Transaction, month: string): Promise<readonly Membership[]> {
  const { rows } = await sql<Membership>`
    select person_id as person, unit from climate_counted where month = ${month}::date`.execute(tx);
  return rows;
}

/** Never written again. Who counted in the months before is forgotten. */
export async function keepMonth(
  tx: Transaction,
  organisation: string,
  { month, release, changes }: Month,
  now: number,
): Promise<void> {
  await sql`
    insert into climate (organisation_id, month, release, changes, made_at)
    values (${organisation}, ${month}::date, ${JSON.stringify(release)}::jsonb, ${JSON.stringify(changes)}::jsonb, ${new Date(now)})`.execute(
    tx,
  );
  await sql`delete from climate_counted where organisation_id = ${organisation}`.execute(tx);
}

/** Some of those who counted in the month that was kept last. */
export async function keepCounted(
  tx: Transaction,
  organisation: string,
  month: string,
  counted: readonly Membership[],
): Promise<void> {
  await sql`
    insert into climate_counted (organisation_id, person_id, month, unit)
    select ${organisation}::uuid, person, ${month}::date, unit from unnest(
      ${counted.map(({ person }) => person)}::uuid[], ${counted.map(({ unit }) => unit)}::text[]) as counted (person, unit)`.execute(
    tx,
  );
}
