// The calendar that somebody gave, as it is kept: its address sealed, and of what stands in it when each shift begins and ends.
import { sql } from 'kysely';
import type { Transaction } from '../database/connect.ts';
import { waitForHours } from '../delivery/unasked.ts';
import type { KeyRing } from '../guard/seal.ts';
import type { ReadApart } from '../schedule/calendar-apart.ts';
import type { FeedTrouble } from '../schedule/feed.ts';
import type { Shift } from '../schedule/reach.ts';
import { tellHours } from './hours.ts';
import type { Actor } from './person.ts';

const dayMs = 24 * 3_600_000;
/** A shift that is over may be slept off still. */
const backMs = 2 * dayMs;
/** As far as anybody looks ahead (schedule/reach.ts), and a day more. */
const aheadMs = 61 * dayMs;
/** A file is read once. */
const fileAheadMs = 366 * dayMs;

/** Why a calendar could not be read: the address, or what came from there. */
export type CalendarTrouble = FeedTrouble | Extract<ReadApart, { kind: 'wrong' }>['because'];

/** As its owner is told. Epoch ms. `trouble`: why it has not been read for a day or longer, and since when. */
export type KnownCalendar = {
  from: 'address' | 'file';
  isAwaited: boolean;
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

/** The address is read as soon as this is kept. The shifts that are known count until then. */
export async function giveAddress(
  tx: Transaction,
  keys: KeyRing,
  { id: person, organisation }: Pick<Actor, 'id' | 'organisation'>,
  address: string,
  newId: string,
  now: number,
): Promise<void> {
  // A new address has a new id: whoever reads the old one at this moment finds nothing to write.
  const sealed = sealAddress(keys, organisation, newId, address);
  await sql`
    insert into shift_calendar (id, organisation_id, person_id, sealed, is_awaited, due_at)
    values (${newId}, ${organisation}, ${person}, ${sealed}, true, ${new Date(now)})
    on conflict (person_id) do update set id = excluded.id, sealed = excluded.sealed, bound_to = null, is_awaited = true,
      problem = null, failing_since = null, due_at = excluded.due_at, lease = null, lease_until = null`.execute(
    tx,
  );
}

/** The file itself is not kept, and no address any more. */
export async function giveFile(
  tx: Transaction,
  who: Pick<Actor, 'id' | 'organisation'>,
  shifts: readonly Shift[],
  newId: string,
  now: number,
): Promise<void> {
  await sql`
    insert into shift_calendar (id, organisation_id, person_id, shifts, known_until, read_at, is_awaited)
    values (${newId}, ${who.organisation}, ${who.id}, ${writtenShifts(shifts)}::jsonb, ${endOf(shifts)},
      ${new Date(now)}, false)
    on conflict (person_id) do update set id = excluded.id, sealed = null, bound_to = null, shifts = excluded.shifts,
      known_until = excluded.known_until, read_at = excluded.read_at, is_awaited = false, problem = null,
      failing_since = null, due_at = null, lease = null, lease_until = null`.execute(tx);
  await hoursChanged(tx, who, now);
}

/** A calendar says nothing of the days after its last shift: they are not days off. */
export const endOf = (shifts: readonly Shift[]): Date | null =>
  shifts.length === 0 ? null : new Date(Math.max(...shifts.map(({ end }) => end)));

/** What was planned by the hours before is planned anew, and what waits keeps to them. */
export async function hoursChanged(
  tx: Transaction,
  who: Pick<Actor, 'id' | 'organisation'>,
  now: number,
): Promise<void> {
  await tellHours(tx, who, {}, now);
  await waitForHours(tx, who.id, now);
}

/** Address and shifts. */
export async function forgetCalendar(
  tx: Transaction,
  who: Pick<Actor, 'id' | 'organisation'>,
  now: number,
): Promise<void> {
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
  const row = await tx
    .selectFrom('shift_calendar')
    .select(['sealed', 'shifts', 'is_awaited', 'read_at', 'problem', 'failing_since'])
    .where('person_id', '=', person)
    .executeTakeFirst();
  if (!row) return undefined;
  const begins = row.shifts.map(({ start }) => Date.parse(start)).filter((start) => start > now);
  const since = row.failing_since?.getTime();
  // One reading that fails is the network's weather, and nobody has to do anything about it.
  const isTrouble = row.problem !== null && since !== undefined && now - since >= dayMs;
  return {
    from: row.sealed ? 'address' : 'file',
    isAwaited: row.is_awaited,
    readAt: row.read_at?.getTime() ?? null,
    ahead: begins.length,
    next: begins.length === 0 ? null : Math.min(...begins),
    trouble: isTrouble ? { because: row.problem as CalendarTrouble, since } : null,
  };
}
