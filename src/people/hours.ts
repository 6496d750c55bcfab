// When people may be reached: what they told of their shifts, days off and pauses, with their zone and quiet hours. Each account's
// telling is kept apart, and all that a person's accounts have told counts together. With each, a calendar comes before what was
// typed; where nobody told any shifts, what the staff list names counts.
import { sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';
import type { Hours } from '../schedule/reach.ts';
import { readPattern, type ShiftBlock, shiftsOf } from '../schedule/shift-pattern.ts';
import { keysOfAccount, mailKeyOfAccount } from './mail.ts';
import type { Actor } from './person.ts';

const dayMs = 24 * 3_600_000;
const backMs = 3 * dayMs;
/** As far as anybody looks ahead (schedule/reach.ts), and a day more. */
const aheadMs = 61 * dayMs;
const usualSleepHours = 8;

/** As the person told it. `pattern`: their shifts as typed; null: none told. Days are ISO dates, weekdays 1 Monday … 7 Sunday. */
export type Told = {
  readonly pattern: string | null;
  readonly weekdaysOff: readonly number[];
  readonly daysOff: readonly string[];
  readonly pausedUntil: string | null;
  readonly sleepHours: number;
};

/** All that the accounts of a person have told; `person_id` of it is in scope as `person.id`. */
const toldTogether = sql`
  array(
    select distinct pattern from person_hours told where told.person_id = person.id and pattern is not null
    order by pattern) as patterns,
  array(
    select distinct day from person_hours told, unnest(weekdays_off) as day where told.person_id = person.id
    order by day) as weekdays,
  array(
    select distinct day::text from person_hours told, unnest(days_off) as day where told.person_id = person.id
    order by 1) as dates,
  (select max(paused_until)::text from person_hours told where told.person_id = person.id) as paused,
  (select max(sleep_hours) from person_hours told where told.person_id = person.id) as sleep`;

type Together = {
  patterns: string[];
  weekdays: number[];
  dates: string[];
  paused: string | null;
  sleep: number | null;
};

/** Of the person whose id is in scope as `person.id`: what was typed by an account that has no calendar that was read. */
export const countingPatterns = sql<string[]>`array(
  select distinct pattern from person_hours told where told.person_id = person.id and pattern is not null
    and not exists (
      select from shift_calendar known
      where known.person_id = told.person_id and known.read_at is not null
        and known.account_id is not distinct from told.account_id)
  order by pattern)`;

type Row = Together & {
  id: string;
  zone: string;
  from: number | null;
  until: number | null;
  counting: string[];
  listed: string | null;
  calendars: readonly { shifts: readonly { start: string; end: string }[]; known: string | null }[];
};

/** Of many people at once, as of now (epoch ms). Whoever is not there is absent. */
export async function hoursOf(
  tx: Transaction,
  persons: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, Hours>> {
  if (persons.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select person.id, time_zone as zone, quiet_from as from, quiet_until as until, ${toldTogether},
      ${countingPatterns} as counting,
      coalesce((
        select jsonb_agg(jsonb_build_object('shifts', shifts, 'known', known_until)) from shift_calendar known
        where known.person_id = person.id and read_at is not null), '[]') as calendars,
      -- Only of whoever told none themselves.
      case when not exists (
          select from person_hours told where told.person_id = person.id and pattern is not null
        ) and not exists (
          select from shift_calendar known where known.person_id = person.id and read_at is not null
        ) then (
        select entry.shift from account
        join roster_entry entry on entry.organisation_id = account.organisation_id
          and entry.key in (${keysOfAccount}, ${mailKeyOfAccount}) and entry.shift is not null
        where account.person_id = person.id limit 1) end as listed
    from person where person.id = any(${[...new Set(persons)]}::uuid[])`.execute(tx);
  const holidays = await holidaysAfter(tx, now);
  return new Map(
    rows.map((row): [string, Hours] => {
      const { zone, from, until } = row;
      return [
        row.id,
        {
          zone,
          quiet: from === null || until === null ? null : { from, until },
          pausedUntil: row.paused,
          daysOff: { weekdays: row.weekdays, dates: row.dates },
          holidays,
          ...shiftsIn(row, now),
          sleepHours: row.sleep ?? usualSleepHours,
        },
      ];
    }),
  );
}

function shiftsIn(row: Row, now: number): Pick<Hours, 'shifts' | 'shiftsUntil'> {
  const [from, until] = [now - backMs, now + aheadMs];
  const known = row.calendars
    .flatMap(({ shifts }) => shifts)
    .map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }))
    .filter(({ start, end }) => start < until && end > from);
  const blocks = [...row.counting, row.listed].flatMap(blocksOf);
  const shifts = [...known, ...shiftsOf(blocks, row.zone, from, until)];
  // Of the days after its last shift a calendar says nothing: they are not days off.
  const said = [
    ...row.calendars.flatMap((one) => (one.known === null ? [] : Math.min(Date.parse(one.known), until))),
    ...(blocks.length > 0 ? [until] : []),
  ];
  return {
    shifts: shifts.toSorted((one, other) => one.start - other.start),
    shiftsUntil: said.length === 0 ? null : Math.max(...said),
  };
}

/** Staff lists say it in any words: what cannot be read says nothing. */
function blocksOf(pattern: string | null): readonly ShiftBlock[] {
  if (pattern === null) return [];
  const read = readPattern(pattern);
  return read.kind === 'read' ? read.blocks : [];
}

/** All of it, by whichever account: shifts and days off of each, the later pause, the longer sleep. */
export async function toldHours(tx: Transaction, person: string): Promise<Told> {
  const { rows } = await sql<Together>`
    select ${toldTogether} from person where person.id = ${person}`.execute(tx);
  const [told] = rows;
  return {
    // As it is read (schedule/shift-pattern.ts).
    pattern: told && told.patterns.length > 0 ? told.patterns.join('\n') : null,
    weekdaysOff: told?.weekdays ?? [],
    daysOff: told?.dates ?? [],
    pausedUntil: told?.paused ?? null,
    sleepHours: told?.sleep ?? usualSleepHours,
  };
}

/** By whom it is told. */
export type Teller = Pick<Actor, 'id' | 'organisation'> & { account: string | null };

const untold = { pattern: null, weekdays_off: [], days_off: [], paused_until: null, sleep_hours: null };

function columnsOf(told: Partial<Told>) {
  const { pattern, weekdaysOff, daysOff, pausedUntil, sleepHours } = told;
  return {
    ...(pattern === undefined ? {} : { pattern }),
    ...(weekdaysOff === undefined ? {} : { weekdays_off: [...weekdaysOff] }),
    ...(daysOff === undefined ? {} : { days_off: sql<Date[]>`${[...daysOff]}::date[]` }),
    ...(pausedUntil === undefined ? {} : { paused_until: sql<Date | null>`${pausedUntil}::date` }),
    ...(sleepHours === undefined ? {} : { sleep_hours: sleepHours }),
  };
}

/** What is not named here stays as it was told. What is takes the place of what any other account of the person has told of it. */
export async function tellHours(
  tx: Transaction,
  { id, organisation, account }: Teller,
  told: Partial<Told>,
  now: number,
): Promise<void> {
  const columns = columnsOf(told);
  const changed_at = new Date(now);
  const { numUpdatedRows } = await tx
    .updateTable('person_hours')
    .set({ ...columns, changed_at })
    .where('person_id', '=', id)
    .where(sql<boolean>`account_id is not distinct from ${account}::uuid`)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    await tx
      .insertInto('person_hours')
      .values({
        person_id: id,
        organisation_id: organisation,
        account_id: account,
        pattern: null,
        paused_until: null,
        sleep_hours: null,
        ...columns,
        changed_at,
      })
      .execute();
  await untellOthers(tx, { id, account }, Object.keys(columns));
}

/** What other accounts of the person have told of it counts no more. */
async function untellOthers(
  tx: Transaction,
  { id, account }: Pick<Teller, 'id' | 'account'>,
  columns: readonly string[],
): Promise<void> {
  const others = Object.fromEntries(Object.entries(untold).filter(([name]) => columns.includes(name)));
  if (Object.keys(others).length > 0)
    await tx
      .updateTable('person_hours')
      .set(others)
      .where('person_id', '=', id)
      .where(sql<boolean>`account_id is distinct from ${account}::uuid`)
      .execute();
}

/** Accounts were linked or parted: what was planned by the hours before is planned anew. */
export async function hoursMoved(tx: Transaction, persons: readonly string[], now: number): Promise<void> {
  await tx
    .updateTable('person_hours')
    .set({ changed_at: new Date(now) })
    .where('person_id', 'in', persons)
    .execute();
}

/** Other accounts' shifts as typed: a calendar that is given by this one takes their place. */
export const dropOthersPatterns = (tx: Transaction, who: Teller): Promise<void> =>
  untellOthers(tx, who, ['pattern']);

/** Those of the programme that are not over, in their order. */
export async function holidaysAfter(tx: Transaction, now: number): Promise<readonly string[]> {
  const { rows } = await sql<{ day: string }>`
    select day::text as day from holiday where day >= ${new Date(now - backMs)}::date order by day`.execute(
    tx,
  );
  return rows.map(({ day }) => day);
}

/** These instead of those that stood there. */
export async function setHolidays(
  tx: Transaction,
  organisation: string,
  days: readonly string[],
): Promise<void> {
  await tx.deleteFrom('holiday').where('organisation_id', '=', organisation).execute();
  await sql`
    insert into holiday (organisation_id, day) select ${organisation}::uuid, * from unnest(${[...days]}::date[])
    on conflict do nothing`.execute(tx);
}
