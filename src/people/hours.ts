// When people may be reached: what they told of their shifts, days off and pauses, with their zone and quiet hours. A calendar that
// they gave comes before what they typed, and that before what the staff list names.
import { sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';
import type { Hours } from '../schedule/reach.ts';
import { readPattern, type ShiftBlock, shiftsOf } from '../schedule/shift-pattern.ts';
import { keysOfAccount, mailKeyOfAccount } from './mail.ts';

const dayMs = 24 * 3_600_000;
const backMs = 3 * dayMs;
/** As far as anybody looks ahead (schedule/reach.ts), and a day more. */
const aheadMs = 61 * dayMs;

/** As the person told it. `pattern`: their shifts as typed; null: none told. Days are ISO dates, weekdays 1 Monday … 7 Sunday. */
export type Told = {
  readonly pattern: string | null;
  readonly weekdaysOff: readonly number[];
  readonly daysOff: readonly string[];
  readonly pausedUntil: string | null;
  readonly sleepHours: number;
};

const nothingTold: Told = { pattern: null, weekdaysOff: [], daysOff: [], pausedUntil: null, sleepHours: 8 };

type Row = {
  id: string;
  zone: string;
  from: number | null;
  until: number | null;
  pattern: string | null;
  weekdays: number[] | null;
  dates: string[] | null;
  paused: string | null;
  sleep: number | null;
  listed: string | null;
  calendar: readonly { start: string; end: string }[] | null;
  known: Date | null;
};

/** Of many people at once, as of now (epoch ms). Whoever is not there is absent. */
export async function hoursOf(
  tx: Transaction,
  persons: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, Hours>> {
  if (persons.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select person.id, time_zone as zone, quiet_from as from, quiet_until as until,
      pattern, weekdays_off as weekdays, days_off::text[] as dates, paused_until::text as paused, sleep_hours as sleep,
      calendar.shifts as calendar, calendar.known_until as known,
      -- Only of whoever told none themselves.
      case when pattern is null and calendar.read_at is null then (
        select entry.shift from account
        join roster_entry entry on entry.organisation_id = account.organisation_id
          and entry.key in (${keysOfAccount}, ${mailKeyOfAccount}) and entry.shift is not null
        where account.person_id = person.id limit 1) end as listed
    from person left join person_hours told on told.person_id = person.id
    left join shift_calendar calendar on calendar.person_id = person.id and calendar.read_at is not null
    where person.id = any(${[...new Set(persons)]}::uuid[])`.execute(tx);
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
          daysOff: { weekdays: row.weekdays ?? [], dates: row.dates ?? [] },
          holidays,
          ...shiftsIn(row, now),
          sleepHours: row.sleep ?? nothingTold.sleepHours,
        },
      ];
    }),
  );
}

function shiftsIn(row: Row, now: number): Pick<Hours, 'shifts' | 'shiftsUntil'> {
  const [from, until] = [now - backMs, now + aheadMs];
  if (row.calendar) {
    const shifts = row.calendar.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
    return {
      shifts: shifts.filter(({ start, end }) => start < until && end > from),
      // Of the days after its last shift it says nothing: they are not days off.
      shiftsUntil: row.known && Math.min(row.known.getTime(), until),
    };
  }
  const blocks = blocksOf(row.pattern ?? row.listed);
  return {
    shifts: shiftsOf(blocks, row.zone, from, until),
    shiftsUntil: blocks.length > 0 ? until : null,
  };
}

/** Staff lists say it in any words: what cannot be read says nothing. */
function blocksOf(pattern: string | null): readonly ShiftBlock[] {
  if (pattern === null) return [];
  const read = readPattern(pattern);
  return read.kind === 'read' ? read.blocks : [];
}

export async function toldHours(tx: Transaction, person: string): Promise<Told> {
  const row = await tx
    .selectFrom('person_hours')
    .select([
      'pattern',
      'weekdays_off as weekdaysOff',
      sql<string[]>`days_off::text[]`.as('daysOff'),
      sql<string | null>`paused_until::text`.as('pausedUntil'),
      'sleep_hours as sleepHours',
    ])
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row ?? nothingTold;
}

/** What is not named here stays as it was told. */
export async function tellHours(
  tx: Transaction,
  { id, organisation }: { id: string; organisation: string },
  told: Partial<Told>,
  now: number,
): Promise<void> {
  const { pattern, weekdaysOff, daysOff, pausedUntil, sleepHours } = {
    ...(await toldHours(tx, id)),
    ...told,
  };
  await sql`
    insert into person_hours (person_id, organisation_id, pattern, weekdays_off, days_off, paused_until, sleep_hours, changed_at)
    values (${id}, ${organisation}, ${pattern}, ${[...weekdaysOff]}::smallint[], ${[...daysOff]}::date[],
      ${pausedUntil}::date, ${sleepHours}, ${new Date(now)})
    on conflict (person_id) do update set pattern = excluded.pattern, weekdays_off = excluded.weekdays_off,
      days_off = excluded.days_off, paused_until = excluded.paused_until, sleep_hours = excluded.sleep_hours,
      changed_at = excluded.changed_at`.execute(tx);
}

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
