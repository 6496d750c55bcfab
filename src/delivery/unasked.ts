// What is sent unasked passes here, whatever feature sends it: only to whoever agreed to it, never when they may not be reached, and
// never more than three in any seven days.
import { sql } from 'kysely';
import type { Delivery, Unasked, Why } from '../chat/message.ts';
import type { Transaction } from '../database/connect.ts';
import type { Kind } from '../people/consent.ts';
import { hoursOf } from '../people/hours.ts';
import { type Hours, mayReach } from '../schedule/reach.ts';
import { talkOf } from './recipient.ts';

const weekMs = 7 * 24 * 3_600_000;
export const mostInAWeek = 3;

/**
 * `yesTo`: only whoever said yes to it. `noTo`: not to whoever said no to it. `lapses`: it does not wait for a week that is not full.
 * `atOnce`: whoever has just come waits for it, at any hour. `planned`: they said on which days they want it, so that it stands in
 * nobody's week, and whoever sends it has asked when they may be reached.
 */
type Gate = { yesTo?: Kind; noTo?: Kind; lapses?: true; atOnce?: true; planned?: true };
const rules: Readonly<Record<Unasked, Gate>> = {
  welcome: { lapses: true, atOnce: true },
  invitation: { noTo: 'checkins' },
  checkins: { yesTo: 'checkins', planned: true },
  news: { yesTo: 'news' },
  duty: {},
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
  const readers = await readersOf(tx, counted, now);
  const passed: Passed[] = [];
  for (const delivery of deliveries) {
    const { to, why, urgent, once } = delivery;
    if (urgent || !isUnasked(why)) {
      passed.push({ delivery, due: now, counts: false });
      continue;
    }
    const reader = readers.get(talkOf(to));
    if (!reader || (once !== undefined && known.has(once))) continue;
    const { yesTo, noTo, lapses, atOnce, planned } = rules[why];
    if (yesTo && !reader.agreed.includes(yesTo)) continue;
    if (noTo && reader.refused.includes(noTo)) continue;
    if (planned) {
      passed.push({ delivery, due: now, counts: false });
      continue;
    }
    const free = nextFree(reader.week, now);
    if (free > now && lapses) continue;
    const due = atOnce ? free : whenReached(reader, free);
    if (due === undefined) continue;
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

/** Moved to where they may be reached it may stand in another week, which may be full. Undefined: they are away for long. */
function whenReached({ week, hours }: Reader, free: number): number | undefined {
  for (let at = free; ; ) {
    const reachable = nextReach(hours, at);
    if (reachable === undefined) return undefined;
    const due = nextFree(week, reachable);
    if (due === at) return due;
    at = due;
  }
}

/** Nobody knows the hours of whoever nobody has met. */
function nextReach(hours: Hours | undefined, at: number): number | undefined {
  const reach = hours && mayReach(hours, at);
  return !reach || reach.may ? at : (reach.next ?? undefined);
}

/** Of a message that is written down: when its reader may be reached, epoch ms. What answers them comes at any hour. */
export async function nextReachOf(
  tx: Transaction,
  { why, talk }: { why: string; talk: string },
  now: number,
): Promise<number | 'now' | 'never'> {
  const rule = Object.hasOwn(rules, why) ? rules[why as Unasked] : undefined;
  const [kind, person] = talk.split(' ');
  if (!rule || rule.atOnce || kind !== 'person' || person === undefined) return 'now';
  const hours = (await hoursOf(tx, [person], now)).get(person);
  const next = nextReach(hours, now);
  return next === undefined ? 'never' : next > now ? next : 'now';
}

/** What waits for a person keeps to the hours in which they may be reached, which have changed. Nothing comes sooner by that. */
export async function waitForHours(tx: Transaction, person: string, now: number): Promise<void> {
  const waiting = await tx
    .selectFrom('delivery')
    .select(['id', 'due_at', 'expires_at'])
    .where('talk', '=', talkOf({ kind: 'person', person }))
    .where('state', '=', 'new')
    .where('counts_at', 'is not', null)
    .execute();
  if (waiting.length === 0) return;
  const hours = (await hoursOf(tx, [person], now)).get(person);
  for (const { id, due_at, expires_at } of waiting) {
    const later = nextReach(hours, due_at.getTime());
    if (later !== undefined && later > due_at.getTime())
      await tx
        .updateTable('delivery')
        .set({
          due_at: new Date(later),
          counts_at: new Date(later),
          // It is worth as much as before, from then on.
          expires_at: expires_at && new Date(expires_at.getTime() + later - due_at.getTime()),
        })
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
  hours: Hours | undefined;
  agreed: readonly string[];
  refused: readonly string[];
  /** Epoch ms of what was sent to them unasked lately, and of what is planned. */
  week: number[];
};

/** Keyed by talk. Whoever is not there is absent. Locks each reader's week until the transaction ends. */
async function readersOf(
  tx: Transaction,
  deliveries: readonly Delivery[],
  now: number,
): Promise<ReadonlyMap<string, Reader>> {
  const recipients = deliveries.map(({ to }) => to);
  const talks = [...new Set(recipients.map(talkOf))].toSorted();
  // Two transactions must not both find the last free place. In one order, so that they do not wait for each other.
  await sql`select pg_advisory_xact_lock(hashtext('unasked ' || talk)) from unnest(${talks}::text[]) as talk`.execute(
    tx,
  );
  const persons = recipients.flatMap((to) => (to.kind === 'person' ? [to.person] : []));
  const { rows } = await sql<{
    id: string;
    agreed: string[];
    refused: string[];
    week: (Date | null)[];
  }>`
    select person.id,
      array(select kind from consent where consent.person_id = person.id and agreed) as agreed,
      array(select kind from consent where consent.person_id = person.id and not agreed) as refused,
      array(
        select counts_at from delivery
        where counts_at > ${new Date(now - weekMs)} and state <> 'unreachable' and talk = any(array(
          select 'person ' || person.id
          -- The first word came before they were written down.
          union all select 'stranger ' || workspace_id || ' ' || external_id from account where person_id = person.id
        ))) as week
    from person where person.id = any(${persons}::uuid[])`.execute(tx);
  const found = new Map<string, Reader>();
  // Whoever sends what is planned has asked for them.
  const waits = deliveries.filter(({ why }) => isUnasked(why) && !rules[why].planned);
  const hours = await hoursOf(
    tx,
    waits.flatMap(({ to }) => (to.kind === 'person' ? [to.person] : [])),
    now,
  );
  for (const { id, agreed, refused, week } of rows)
    found.set(talkOf({ kind: 'person', person: id }), {
      hours: hours.get(id),
      agreed,
      refused,
      week: week.flatMap((at) => at?.getTime() ?? []),
    });
  for (const to of recipients) {
    if (to.kind === 'stranger')
      found.set(talkOf(to), { hours: undefined, agreed: [], refused: [], week: [] });
    else if (to.kind !== 'person') throw new Error('what comes unasked goes to a person');
  }
  return found;
}
