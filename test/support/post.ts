// The outbox as a spec uses it: what is put in, what stands in its table, what arrived.
import { sql } from 'kysely';
import { text } from '../../src/chat/card.ts';
import type { Delivery, Recipient } from '../../src/chat/message.ts';
import { saidTo } from './checkins.ts';
import { coordinator, type Hospital } from './hospital.ts';

export type Row = {
  said: string;
  state: string;
  attempts: number;
  /** Where it goes, stored before the first send. */
  conversation: string | null;
  message: string | null;
  problem: string | null;
  /** Bytes of what is to be said. */
  kept: number;
  /** Milliseconds from the hospital's now. */
  due: number;
};

export type Post = {
  to(person: string): Recipient;
  /** Puts these in one after another, a millisecond apart; each says its name. */
  put(recipient: Recipient, names: readonly string[], more?: Partial<Delivery>): Promise<void>;
  /** Those that were put in here; what features had to say by themselves is left out. */
  rows(): Promise<readonly Row[]>;
  arrived(person: string): readonly string[];
  /** Moves business time, and sends what is due then. */
  later(ms: number): Promise<void>;
};

export async function openPost(hospital: Hospital): Promise<Post> {
  const { database, house, clock, slack } = hospital;
  const { id: workspace, organisation_id: organisation } = await database.owner
    .selectFrom('workspace')
    .select(['id', 'organisation_id'])
    .executeTakeFirstOrThrow();
  // Nothing of before is on its way, and nobody looks by themselves from here on: not even what wakes the outbox every few seconds.
  await house.tick.stop();
  await hospital.settled();
  // The card of a row has its own name, so that a sealed row can be told from another.
  const nameOf = (name: string): Delivery['card'] => ({ name, summary: name, blocks: [text(name)] });

  return {
    to: (person) => ({ kind: 'conversation', workspace, conversation: slack.direct(person) }),
    async put(to, names, more = {}) {
      for (const name of names) {
        clock.now += 1;
        await database.within(organisation, (tx) =>
          house.outbox.put(tx, organisation, [{ to, card: nameOf(name), why: 'asked', ...more }], clock.now),
        );
      }
    },
    async rows() {
      const { rows } = await sql<Omit<Row, 'due'> & { due_at: Date }>`
        select kind as said, state, attempts, conversation, message, problem, length(payload) as kept, due_at
        from delivery where kind not like '%.%' order by created_at`.execute(database.owner);
      return rows.map(({ due_at, ...row }) => ({ ...row, due: due_at.getTime() - clock.now }));
    },
    arrived: (person) => saidTo(slack, person),
    async later(ms) {
      // Whoever runs has looked before: a claim is left behind only for somebody who has watched it.
      await house.outbox.drain();
      clock.now += ms;
      await house.outbox.drain();
    },
  };
}

/** Whatever process looks for what is due waits until this is done. */
export const whileNobodyLooks = ({ database }: Hospital, work: () => Promise<void>): Promise<void> =>
  database.owner.transaction().execute(async (held) => {
    await sql`select pg_advisory_xact_lock(hashtext('lamplight outbox'))`.execute(held);
    await work();
  });

/** The coordinator as a person, who is known from the start. */
export async function coordinatorOf({ database }: Hospital): Promise<Recipient> {
  const { person_id: person } = await database.owner
    .selectFrom('account')
    .select('person_id')
    .where('external_id', '=', coordinator)
    .executeTakeFirstOrThrow();
  return { kind: 'person', person };
}
