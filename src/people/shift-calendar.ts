// The calendar that somebody gave, as it is kept: its address sealed, and of what stands in it when each shift begins and ends.
import { sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';
import { waitForHours } from '../delivery/unasked.ts';
import type { KeyRing } from '../guard/seal.ts';
import type { ReadApart } from '../schedule/calendar-apart.ts';
import type { FeedTrouble } from '../schedule/feed.ts';
import type { Shift } from '../schedule/reach.ts';
import { countingPatterns, dropOthersPatterns, type Teller, tellHours } from './hours.ts';

const dayMs = 24 * 3_600_000;
/** A shift that is over may be slept off still. */
const backMs = 2 * dayMs;
/** As far as anybody looks ahead (schedule/reach.ts), and a day more. */
const aheadMs = 61 * dayMs;
/** A file is read once. */
const fileAheadMs = 366 * dayMs;

/** Why a calendar could not be read: the address, or what came from there. */
export type CalendarTrouble = FeedTrouble | Extract<ReadApart, { kind: 'wrong' }>['because'];

/**
 * As its owner is told; of several that their accounts gave, all together. Epoch ms. `from`: undefined where none was read yet.
 * `beside`: shifts that another account of theirs has typed, which count as well. `trouble`: why it has not been read for a day or
 * longer, and since when.
 */
export type KnownCalendar = {
  from: 'address' | 'file' | undefined;
  isAwaited: boolean;
  beside: readonly string[];
  readAt: number | null;
  /** Shifts that have not begun. */
  ahead: number;
  next: number | null;
  trouble: { because: CalendarTrouble; since: number } | null;
};

export const windowOf = (
  from: 'address' | 'file',
  now: number,
): { readonly from: number; readonly until: number } => ({
  from: now - backMs,
  until: now + (from === 'file' ? fileAheadMs : aheadMs),
});

const boundTo = (organisation: string, id: string): string => `shift_calendar:${organisation}:${id}`;

export const sealAddress = (keys: KeyRing, organisation: string, id: string, address: string): Buffer =>
  keys.seal(JSON.stringify(address), boundTo(organisation, id));

export const openAddress = (keys: KeyRing, organisation: string, id: string, sealed: Uint8Array): string =>
  String(JSON.parse(keys.open(sealed, boundTo(organisation, id)).toString('utf8')));

/** As it is written down: ISO 8601, so that whoever takes a copy of what is kept can read it. */
type Written = { start: string; end: string };

export const writtenShifts = (shifts: readonly Shift[]): string =>
  JSON.stringify(
    shifts.map(
      ({ start, end }): Written => ({
        start: new Date(start).toISOString(),
        end: new Date(end).toISOString(),
      }),
    ),
  );

/** Nobody else changes them, links or parts their accounts meanwhile: whoever acts holds their person (account.ts), and so do we. */
export const holdPerson = async (tx: Transaction, person: string): Promise<void> => {
  await sql`select id from person where id = ${person} for no key update`.execute(tx);
};

/** The address is read as soon as this is kept. What was given before counts, and is read, until it has been. */
export async function giveAddress(
  tx: Transaction,
  keys: KeyRing,
  { id: person, organisation, account }: Teller,
  address: string,
  newId: string,
  now: number,
): Promise<void> {
  await holdPerson(tx, person);
  // One that is waited for and is read at this moment finds nothing to write.
  await tx
    .deleteFrom('shift_calendar')
    .where('person_id', '=', person)
    .where('is_awaited', '=', true)
    .execute();
  const sealed = sealAddress(keys, organisation, newId, address);
  await sql`
    insert into shift_calendar (id, organisation_id, person_id, account_id, sealed, is_awaited, due_at)
    values (${newId}, ${organisation}, ${person}, ${account}, ${sealed}, true, ${new Date(now)})`.execute(tx);
}

/** The file itself is not kept, and no address any more. */
export async function giveFile(
  tx: Transaction,
  who: Teller,
  shifts: readonly Shift[],
  newId: string,
  now: number,
): Promise<void> {
  await holdPerson(tx, who.id);
  await tx.deleteFrom('shift_calendar').where('person_id', '=', who.id).execute();
  await sql`
    insert into shift_calendar (id, organisation_id, person_id, account_id, shifts, known_until, read_at, is_awaited)
    values (${newId}, ${who.organisation}, ${who.id}, ${who.account}, ${writtenShifts(shifts)}::jsonb, ${endOf(shifts)},
      ${new Date(now)}, false)`.execute(tx);
  await dropOthersPatterns(tx, who);
  await hoursChanged(tx, who, now);
}

/** An address that has been read takes the place of all that the person's accounts gave before. */
export async function replaceOthers(tx: Transaction, who: Teller, kept: string): Promise<void> {
  await tx
    .deleteFrom('shift_calendar')
    .where('person_id', '=', who.id)
    .where('id', '<>', kept)
    .where('is_awaited', '=', false)
    .execute();
  await dropOthersPatterns(tx, who);
}

/** A calendar says nothing of the days after its last shift: they are not days off. */
export const endOf = (shifts: readonly Shift[]): Date | null =>
  shifts.length === 0 ? null : new Date(Math.max(...shifts.map(({ end }) => end)));

/** What was planned by the hours before is planned anew, and what waits keeps to them. */
export async function hoursChanged(tx: Transaction, who: Teller, now: number): Promise<void> {
  await tellHours(tx, who, {}, now);
  await waitForHours(tx, who.id, now);
}

/** Address and shifts, by whichever account they were given. */
export async function forgetCalendar(tx: Transaction, who: Teller, now: number): Promise<void> {
  await holdPerson(tx, who.id);
  const gone = await tx
    .deleteFrom('shift_calendar')
    .where('person_id', '=', who.id)
    .returning('id')
    .execute();
  if (gone.length > 0) await hoursChanged(tx, who, now);
}

export async function calendarOf(
  tx: Transaction,
  person: string,
  now: number,
): Promise<KnownCalendar | undefined> {
  const rows = await tx
    .selectFrom('shift_calendar')
    .innerJoin('person', 'person.id', 'shift_calendar.person_id')
    .select([
      'sealed',
      'shifts',
      'is_awaited',
      'read_at',
      'problem',
      'failing_since',
      countingPatterns.as('beside'),
    ])
    .where('person_id', '=', person)
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  const read = rows.filter((row) => row.read_at !== null);
  const begins = new Set(
    rows.flatMap(({ shifts }) => shifts.map(({ start }) => Date.parse(start))).filter((start) => start > now),
  );
  const troubles = rows.flatMap(({ problem, failing_since }) => {
    const since = failing_since?.getTime();
    // One reading that fails is the network's weather, and nobody has to do anything about it.
    return problem !== null && since !== undefined && now - since >= dayMs
      ? [{ because: problem as CalendarTrouble, since }]
      : [];
  });
  return {
    from: read.length === 0 ? undefined : read.some(({ sealed }) => sealed) ? 'address' : 'file',
    isAwaited: rows.some((row) => row.is_awaited),
    beside: first.beside,
    // What is known of all of them is as old as the oldest.
    readAt: read.length === 0 ? null : Math.min(...read.map(({ read_at }) => read_at?.getTime() ?? now)),
    ahead: begins.size,
    next: begins.size === 0 ? null : Math.min(...begins),
    trouble: troubles.toSorted((one, other) => one.since - other.since)[0] ?? null,
  };
}
