// What falls due by itself. A timer is a row; what it brings about is done in the transaction that takes it away, so that after a
// crash it is there again, with nothing of it done. Its lock is its lease: other processes pass it by.
import { sql } from 'kysely';
import type { Delivery } from '../chat/message.ts';
import type { Database, Transaction } from '../database/connect.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { describeFault, isCollision, isHeld, isOutage } from '../fault.ts';

/** `subject`: ids of the feature's own. `person`: whose it is; it goes with them. `due` in epoch ms. */
export type Timer = { name: string; subject: string; person?: string; due: number };

/** What fell due together, of one feature and name, in one organisation. */
export type Rung = {
  tx: Transaction;
  organisation: string;
  now: number;
  id: () => string;
  timers: readonly (Timer & { id: string })[];
};

/** `again`: by the timer's id, when it falls due next, in epoch ms; the others are over. */
export type Ring = { deliveries?: readonly Delivery[]; again?: ReadonlyMap<string, number> };

/** Keyed by the timer's name. Run again from the start where anything in it fails. */
export type Ringing = Readonly<Record<string, (rung: Rung) => Promise<Ring>>>;

export type Timers = {
  /** Does what is due, until nothing is. Throws where the database is away. */
  run(): Promise<void>;
};

const batch = 200;
const mostAttempts = 5;
const minuteMs = 60_000;

/** What took too long took it from one organisation: the others need not wait for it. */
const isAway = (error: unknown): boolean => isOutage(error) && !isHeld(error);

/** Sets it, or sets it anew: of each name, subject and person there is one. */
export async function setTimers(
  tx: Transaction,
  organisation: string,
  feature: string,
  timers: readonly Timer[],
  id: () => string,
): Promise<void> {
  if (timers.length === 0) return;
  await sql`
    insert into timer (id, organisation_id, feature, name, subject, person_id, due_at)
    select id, ${organisation}, ${feature}, name, subject, person, due from unnest(
      ${timers.map(() => id())}::uuid[], ${timers.map(({ name }) => name)}::text[],
      ${timers.map(({ subject }) => subject)}::text[], ${timers.map(({ person }) => person ?? null)}::uuid[],
      ${timers.map(({ due }) => new Date(due))}::timestamptz[]) as set (id, name, subject, person, due)
    on conflict (organisation_id, feature, name, subject, person_id)
      do update set due_at = excluded.due_at, was_due_at = null, attempts = 0, problem = null`.execute(tx);
}

/** Nothing of this subject falls due any more; of one person's, or of everybody's. */
export async function stopTimers(
  tx: Transaction,
  feature: string,
  subject: string,
  person?: string,
): Promise<void> {
  await tx
    .deleteFrom('timer')
    .where('feature', '=', feature)
    .where('subject', '=', subject)
    .$if(person !== undefined, (query) => query.where('person_id', '=', person ?? null))
    .execute();
}

type Row = {
  id: string;
  feature: string;
  name: string;
  subject: string;
  person_id: string | null;
  due_at: Date;
  attempts: number;
};

export function makeTimers(parts: {
  database: Database;
  outbox: Pick<Outbox, 'put' | 'wake'>;
  /** By the feature's name. */
  ringing: ReadonlyMap<string, Ringing>;
  now: () => number;
  id: () => string;
  /** `lag` in ms: how late they were, the latest of each batch. */
  told: {
    rung(feature: string, name: string, count: number, lag: number): void;
    problem(feature: string, name: string, error: unknown): void;
  };
}): Timers {
  const { database, outbox, ringing, now, id, told } = parts;
  const handlers = new Map(
    [...ringing].flatMap(([feature, named]) =>
      Object.entries(named).map(([name, handler]) => [kindOf({ feature, name }), handler] as const),
    ),
  );

  const firstDue = async (passed: readonly string[]): Promise<string | undefined> =>
    (
      await database.across((tx) =>
        tx
          .selectFrom('timer')
          .select('organisation_id')
          .where('due_at', '<=', new Date(now()))
          .$if(passed.length > 0, (query) => query.where('organisation_id', 'not in', [...passed]))
          .orderBy('due_at')
          .limit(1)
          .executeTakeFirst(),
      )
    )?.organisation_id;

  /** `only`: this one alone. Gives what it took; the fault's own timers go along with it. */
  async function take(organisation: string, only?: string): Promise<number> {
    let taken: readonly Row[] = [];
    try {
      return await database.within(organisation, async (tx) => {
        const at = now();
        taken = await claim(tx, at, only);
        for (const group of groupsOf(taken)) await ring(tx, organisation, group, at);
        return taken.length;
      });
    } catch (error) {
      if (isAway(error) || isCollision(error) || taken.length === 0) throw error;
      const [first] = taken;
      if (taken.length > 1) for (const row of taken) await take(organisation, row.id);
      else if (first) await setBack(organisation, first, error);
      return taken.length;
    }
  }

  /** The longest due first. What this process does not know is of another version, and waits for a process of it. */
  async function claim(tx: Transaction, at: number, only: string | undefined): Promise<readonly Row[]> {
    const rows = await tx
      .selectFrom('timer')
      .select(['id', 'feature', 'name', 'subject', 'person_id', 'due_at', 'attempts'])
      .where('due_at', '<=', new Date(at))
      .where(sql<boolean>`feature || ' ' || name = any(${[...handlers.keys()]}::text[])`)
      .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
      .orderBy('due_at')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    return rows.flatMap(({ due_at, ...row }) => (due_at ? [{ ...row, due_at }] : []));
  }

  async function ring(
    tx: Transaction,
    organisation: string,
    rows: readonly Row[],
    at: number,
  ): Promise<void> {
    const [first] = rows;
    const handler = first && handlers.get(kindOf(first));
    if (!handler) return;
    const { feature, name } = first;
    const timers = rows.map(({ id, name, subject, person_id, due_at }) => ({
      id,
      name,
      subject,
      ...(person_id === null ? {} : { person: person_id }),
      due: due_at.getTime(),
    }));
    const { deliveries = [], again = new Map<string, number>() } = await handler({
      tx,
      organisation,
      now: at,
      id,
      timers,
    });
    await outbox.put(tx, organisation, deliveries, at);
    await sql`
      update timer set due_at = again.due, attempts = 0, problem = null
      from unnest(${[...again.keys()]}::uuid[], ${[...again.values()].map((due) => new Date(due))}::timestamptz[])
        as again (id, due)
      where timer.id = again.id`.execute(tx);
    const over = rows.filter((row) => !again.has(row.id)).map((row) => row.id);
    // A handler may have set a timer of the same name anew: that one is due later, and stays.
    if (over.length > 0)
      await tx.deleteFrom('timer').where('id', 'in', over).where('due_at', '<=', new Date(at)).execute();
    told.rung(feature, name, rows.length, at - Math.min(...timers.map(({ due }) => due)));
  }

  /** What fails by itself waits longer each time, and keeps nobody else waiting. */
  async function setBack(organisation: string, row: Row, error: unknown): Promise<void> {
    told.problem(row.feature, row.name, error);
    const attempts = row.attempts + 1;
    const next = new Date(now() + minuteMs * 2 ** attempts);
    const due = attempts < mostAttempts ? { due_at: next } : { due_at: null, was_due_at: row.due_at };
    await database.within(organisation, (tx) =>
      tx
        .updateTable('timer')
        .set({ attempts, problem: describeFault(error), ...due })
        .where('id', '=', row.id)
        .execute(),
    );
  }

  return {
    async run() {
      const passed: string[] = [];
      for (
        let organisation = await firstDue(passed);
        organisation !== undefined;
        organisation = await firstDue(passed)
      ) {
        try {
          // Taken by another process, or for one of another version: nothing is left here for this one.
          if ((await take(organisation)) === 0) passed.push(organisation);
        } catch (error) {
          if (isAway(error)) throw error;
          told.problem('', '', error);
          passed.push(organisation);
        }
        outbox.wake();
      }
    },
  };
}

const kindOf = ({ feature, name }: Pick<Row, 'feature' | 'name'>): string => `${feature} ${name}`;

function groupsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  return [...Map.groupBy(rows, kindOf).values()];
}
