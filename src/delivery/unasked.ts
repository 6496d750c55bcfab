// What is sent unasked passes here, whatever feature sends it: only to whoever agreed to it, never in their quiet hours, and never
// more than three in any seven days.
import { sql } from 'kysely';
import type { Delivery, Recipient, Unasked, Why } from '../chat/message.ts';
import type { Transaction } from '../database/connect.ts';
import { afterQuiet } from '../schedule/quiet.ts';
import { talkOf } from './recipient.ts';

const weekMs = 7 * 24 * 3_600_000;
export const mostInAWeek = 3;

/**
 * `asks`: only whoever said yes to it. `late`: what becomes of one that finds the week full. `atOnce`: whoever has just come waits
 * for it, at any hour.
 */
const rules: Readonly<Record<Unasked, { asks: boolean; late: 'waits' | 'lapses'; atOnce?: true }>> = {
  welcome: { asks: false, late: 'lapses', atOnce: true },
  checkins: { asks: true, late: 'lapses' },
  news: { asks: true, late: 'waits' },
  duty: { asks: false, late: 'waits' },
};

export const isUnasked = (why: Why): why is Unasked => Object.hasOwn(rules, why);

/** When it may go; `counts`: it stands in its reader's week. Epoch ms. */
export type Passed = { delivery: Delivery; due: number; counts: boolean };

/**
 * Of these deliveries, those that may go at all, in their order, with the moment from which on each may. Urgent ones go at once
 * and are not counted. Those whose `once` is known go nowhere and take no place of others.
 */
export async function passUnasked(
  tx: Transaction,
  deliveries: readonly Delivery[],
  now: number,
): Promise<readonly Passed[]> {
  const counted = deliveries.filter(({ why, urgent }) => !urgent && isUnasked(why));
  if (counted.length === 0) return deliveries.map((delivery) => ({ delivery, due: now, counts: false }));
  const known = await knownOnce(tx, counted);
  const readers = await readersOf(
    tx,
    counted.map(({ to }) => to),
    now,
  );
  const passed: Passed[] = [];
  for (const delivery of deliveries) {
    const { to, why, urgent, once } = delivery;
    if (urgent || !isUnasked(why)) {
      passed.push({ delivery, due: now, counts: false });
      continue;
    }
    const reader = readers.get(talkOf(to));
    if (!reader || (once !== undefined && known.has(once))) continue;
    const { asks, late, atOnce } = rules[why];
    if (asks && !reader.agreed.includes(why)) continue;
    const free = nextFree(reader.week, now);
    if (free > now && late === 'lapses') continue;
    const due = atOnce ? free : outsideQuiet(reader, free);
    reader.week.push(due);
    if (once !== undefined) known.add(once);
    passed.push({ delivery, due, counts: true });
  }
  return passed;
}

/**
 * The first moment from `now` on at which one more makes no seven days hold more than three. `week`: moments that are taken,
 * those to come among them.
 */
export function nextFree(week: readonly number[], now: number): number {
  const isFree = (at: number): boolean => {
    const all = [...week, at];
    return all.every((end) => all.filter((one) => one > end - weekMs && one <= end).length <= mostInAWeek);
  };
  // A week becomes free again when what began it is a week old.
  const later = week.map((at) => at + weekMs).filter((at) => at > now);
  return [now, ...later.toSorted((one, other) => one - other)].find(isFree) ?? now;
}

/** Moved out of their quiet hours it may stand in another week, which may be full. */
function outsideQuiet({ week, zone, quiet }: Reader, free: number): number {
  for (let at = free; ; ) {
    const due = nextFree(week, afterQuiet(at, zone, quiet));
    if (due === at) return due;
    at = due;
  }
}

/** What waits for a person keeps to their quiet hours, which have changed. Nothing comes sooner by that. */
export async function waitForQuiet(tx: Transaction, person: string): Promise<void> {
  const { rows } = await sql<{
    id: string;
    due: Date;
    zone: string;
    from: number | null;
    until: number | null;
  }>`
    select delivery.id, due_at as due, time_zone as zone, quiet_from as from, quiet_until as until
    from delivery join person on talk = 'person ' || person.id
    where person.id = ${person} and state = 'new' and counts_at is not null`.execute(tx);
  for (const { id, due, zone, from, until } of rows) {
    if (from === null || until === null) continue;
    const later = new Date(afterQuiet(due.getTime(), zone, { from, until }));
    if (later > due)
      await tx
        .updateTable('delivery')
        .set({ due_at: later, counts_at: later })
        .where('id', '=', id)
        .execute();
  }
}

async function knownOnce(tx: Transaction, deliveries: readonly Delivery[]): Promise<Set<string>> {
  const onces = deliveries.flatMap(({ once }) => once ?? []);
  if (onces.length === 0) return new Set();
  const rows = await tx.selectFrom('delivery').select('once').where('once', 'in', onces).execute();
  return new Set(rows.flatMap(({ once }) => once ?? []));
}

type Reader = {
  zone: string;
  quiet: { from: number; until: number } | null;
  agreed: readonly string[];
  /** Epoch ms of what was sent to them unasked lately, and of what is planned. */
  week: number[];
};

/** Keyed by talk. Whoever is not there is absent. Locks each reader's week until the transaction ends. */
async function readersOf(
  tx: Transaction,
  recipients: readonly Recipient[],
  now: number,
): Promise<ReadonlyMap<string, Reader>> {
  const talks = [...new Set(recipients.map(talkOf))].toSorted();
  // Two transactions must not both find the last free place. In one order, so that they do not wait for each other.
  await sql`select pg_advisory_xact_lock(hashtext('unasked ' || talk)) from unnest(${talks}::text[]) as talk`.execute(
    tx,
  );
  const persons = recipients.flatMap((to) => (to.kind === 'person' ? [to.person] : []));
  const { rows } = await sql<{
    id: string;
    zone: string;
    from: number | null;
    until: number | null;
    agreed: string[];
    week: (Date | null)[];
  }>`
    select person.id, time_zone as zone, quiet_from as from, quiet_until as until,
      array(select kind from consent where consent.person_id = person.id and agreed) as agreed,
      array(
        select counts_at from delivery
        where counts_at > ${new Date(now - weekMs)} and state <> 'unreachable' and talk = any(array(
          select 'person ' || person.id
          -- The first word came before they were written down.
          union all select 'stranger ' || workspace_id || ' ' || external_id from account where person_id = person.id
        ))) as week
    from person where person.id = any(${persons}::uuid[])`.execute(tx);
  const found = new Map<string, Reader>();
  for (const { id, zone, from, until, agreed, week } of rows)
    found.set(talkOf({ kind: 'person', person: id }), {
      zone,
      quiet: from === null || until === null ? null : { from, until },
      agreed,
      week: week.flatMap((at) => at?.getTime() ?? []),
    });
  for (const to of recipients) {
    // Nobody knows their zone, and they have just come.
    if (to.kind === 'stranger') found.set(talkOf(to), { zone: 'UTC', quiet: null, agreed: [], week: [] });
    else if (to.kind !== 'person') throw new Error('what comes unasked goes to a person');
  }
  return found;
}
