// Reads the calendars whose addresses people gave, at first and then every six hours. As with following groups
// (audience-following.ts), the network is asked outside of any transaction.
import { sql } from 'kysely';
import type { Card } from '../chat/card.ts';
import type { Database, Transaction } from '../database/connect.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { KeyRing } from '../guard/seal.ts';
import { type ReadApart, readApart } from '../schedule/calendar-apart.ts';
import type { Errand } from '../schedule/errands.ts';
import { type Get, readFeed } from '../schedule/feed.ts';
import type { Shift } from '../schedule/reach.ts';
import type { Speaker } from '../words/speak.ts';
import { notice } from './notice.ts';
import {
  type CalendarTrouble,
  calendarOf,
  endOf,
  hoursChanged,
  type KnownCalendar,
  openAddress,
  windowOf,
  writtenShifts,
} from './shift-calendar.ts';

const againMs = 6 * 3_600_000;
const leaseMs = 2 * 60_000;
/** So many are read at once, and so often in one round: others' errands wait for us. */
const atOnce = 10;
const mostRounds = 4;

export type ReadingCards = {
  /** `unread`: so many entries were left out. */
  read(say: Speaker, known: KnownCalendar, unread: number): Card;
  notRead(say: Speaker, because: CalendarTrouble): Card;
};

type Claimed = {
  id: string;
  person: string;
  sealed: Buffer;
  bound_to: string | null;
  zone: string;
};
type Before = { shifts: readonly { start: string; end: string }[]; readAt: Date | null };
type Outcome = Extract<ReadApart, { kind: 'read' }> | { kind: 'failed'; because: CalendarTrouble };

export function makeReading(parts: {
  database: Database;
  keys: KeyRing;
  get: Get;
  outbox: Outbox;
  now: () => number;
  id: () => string;
  cards: ReadingCards;
}): Errand {
  const { database, keys, get, outbox, now, id, cards } = parts;

  async function claim(tx: Transaction, lease: string): Promise<readonly Claimed[]> {
    const at = new Date(now());
    const { rows } = await sql<Claimed>`
      update shift_calendar set lease = ${lease}, lease_until = ${new Date(now() + leaseMs)}
      from person
      where person.id = shift_calendar.person_id and shift_calendar.id in (
        select id from shift_calendar
        where sealed is not null and due_at <= ${at} and (lease_until is null or lease_until <= ${at})
        order by due_at limit ${atOnce} for update skip locked)
      returning shift_calendar.id, person_id as person, sealed, bound_to, time_zone as zone`.execute(tx);
    return rows;
  }

  async function read(organisation: string, { id, sealed, bound_to, zone }: Claimed): Promise<Outcome> {
    const address = new URL(openAddress(keys, bound_to ?? organisation, id, sealed));
    const feed = await readFeed(get, address);
    if (feed.kind === 'failed') return feed;
    const answer = await readApart(feed.text, zone, windowOf('address', now()));
    return answer.kind === 'read' ? answer : { kind: 'failed', because: answer.because };
  }

  async function write(
    organisation: string,
    claimed: Claimed,
    outcome: Outcome,
    lease: string,
  ): Promise<void> {
    await database.within(organisation, async (tx) => {
      const ours = await tx
        .selectFrom('shift_calendar')
        .select(['is_awaited as isAwaited', 'shifts', 'read_at as readAt'])
        .where('id', '=', claimed.id)
        .where('lease', '=', lease)
        .forUpdate()
        .executeTakeFirst();
      // Forgotten, or another address by now.
      if (!ours) return;
      if (outcome.kind === 'read') await keep(tx, organisation, claimed, outcome, ours);
      else if (ours.isAwaited) await drop(tx, claimed.id, ours.shifts.length > 0);
      else await remember(tx, claimed.id, outcome.because);
      if (ours.isAwaited) await tell(tx, organisation, claimed, outcome);
    });
  }

  async function keep(
    tx: Transaction,
    organisation: string,
    { id: row, person }: Claimed,
    { shifts }: Extract<Outcome, { kind: 'read' }>,
    before: Before,
  ): Promise<void> {
    await sql`
      update shift_calendar set shifts = ${writtenShifts(shifts)}::jsonb, known_until = ${endOf(shifts)},
        read_at = ${new Date(now())}, is_awaited = false, problem = null, failing_since = null,
        due_at = ${new Date(now() + againMs)}, lease = null, lease_until = null
      where id = ${row}`.execute(tx);
    if (isOther(before, shifts, now())) await hoursChanged(tx, { id: person, organisation }, now());
  }

  /** An address that could not be read at first is not kept; shifts that were known before are. */
  async function drop(tx: Transaction, row: string, hasShifts: boolean): Promise<void> {
    if (!hasShifts) {
      await tx.deleteFrom('shift_calendar').where('id', '=', row).execute();
      return;
    }
    await tx
      .updateTable('shift_calendar')
      .set({ sealed: null, is_awaited: false, due_at: null, lease: null, lease_until: null })
      .where('id', '=', row)
      .execute();
  }

  async function remember(tx: Transaction, row: string, because: CalendarTrouble): Promise<void> {
    const at = new Date(now());
    await sql`
      update shift_calendar set problem = ${because}, failing_since = coalesce(failing_since, ${at}),
        due_at = ${new Date(now() + againMs)}, lease = null, lease_until = null
      where id = ${row}`.execute(tx);
  }

  async function tell(
    tx: Transaction,
    organisation: string,
    { id: row, person }: Claimed,
    outcome: Outcome,
  ): Promise<void> {
    const known = await calendarOf(tx, person, now());
    await notice(
      tx,
      outbox,
      { organisation, person, once: `shift-calendar:${row}` },
      (say) =>
        outcome.kind === 'read' && known
          ? cards.read(say, known, outcome.unread)
          : cards.notRead(say, outcome.kind === 'failed' ? outcome.because : 'unreachable'),
      now(),
    );
  }

  return async (organisation) => {
    for (let round = 0; round < mostRounds; round += 1) {
      const lease = id();
      const claimed = await database.within(organisation, (tx) => claim(tx, lease));
      await Promise.all(
        claimed.map(async (one) => write(organisation, one, await read(organisation, one), lease)),
      );
      if (claimed.length < atOnce) return;
    }
  };
}

/** Of the time that both readings saw: that it moves on changes nothing by which anything was planned. */
function isOther({ shifts, readAt }: Before, now: readonly Shift[], at: number): boolean {
  if (readAt === null) return true;
  const [from, until] = [windowOf('address', at).from, windowOf('address', readAt.getTime()).until];
  const seen = (all: readonly Shift[]): string =>
    writtenShifts(all.filter(({ start, end }) => start < until && end > from));
  return (
    seen(now) !== seen(shifts.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) })))
  );
}
