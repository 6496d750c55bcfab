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
  holdPerson,
  hoursChanged,
  type KnownCalendar,
  openAddress,
  replaceOthers,
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
  /** `known`: what the person gave before, which stands. */
  notRead(say: Speaker, because: CalendarTrouble, known: KnownCalendar | undefined): Card;
};

type Claimed = {
  id: string;
  sealed: Buffer;
  bound_to: string | null;
  zone: string;
};
type Before = { shifts: readonly { start: string; end: string }[]; readAt: Date | null };
type Ours = Before & { isAwaited: boolean; person: string; account: string | null };
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
      returning shift_calendar.id, sealed, bound_to, time_zone as zone`.execute(tx);
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
      const held = await tx
        .selectFrom('shift_calendar')
        .select('person_id as person')
        .where('id', '=', claimed.id)
        .executeTakeFirst();
      if (!held) return;
      await holdPerson(tx, held.person);
      const ours = await tx
        .selectFrom('shift_calendar')
        .select([
          'is_awaited as isAwaited',
          'shifts',
          'read_at as readAt',
          'person_id as person',
          'account_id as account',
        ])
        .where('id', '=', claimed.id)
        .where('lease', '=', lease)
        .where('person_id', '=', held.person)
        .forUpdate()
        .executeTakeFirst();
      // Forgotten, or another address by now; or another person's, and then it is read again when the lease is over.
      if (!ours) return;
      if (outcome.kind === 'read') await keep(tx, organisation, claimed.id, outcome, ours);
      else if (ours.isAwaited) await tx.deleteFrom('shift_calendar').where('id', '=', claimed.id).execute();
      else await remember(tx, claimed.id, outcome.because);
      if (ours.isAwaited) await tell(tx, organisation, claimed.id, ours.person, outcome);
    });
  }

  async function keep(
    tx: Transaction,
    organisation: string,
    row: string,
    { shifts }: Extract<Outcome, { kind: 'read' }>,
    ours: Ours,
  ): Promise<void> {
    const who = { id: ours.person, organisation, account: ours.account };
    if (ours.isAwaited) await replaceOthers(tx, who, row);
    await sql`
      update shift_calendar set shifts = ${writtenShifts(shifts)}::jsonb, known_until = ${endOf(shifts)},
        read_at = ${new Date(now())}, is_awaited = false, problem = null, failing_since = null,
        due_at = ${new Date(now() + againMs)}, lease = null, lease_until = null
      where id = ${row}`.execute(tx);
    if (isOther(ours, shifts, now())) await hoursChanged(tx, who, now());
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
    row: string,
    person: string,
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
          : cards.notRead(say, outcome.kind === 'failed' ? outcome.because : 'unreachable', known),
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
