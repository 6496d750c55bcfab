// Tells people of a feature that is on for the first time: everybody who had said yes to news when it was switched on, once, in
// their language. In pieces, each a transaction of its own, so that nobody waits for it in a large programme. After a crash it is
// begun again: whoever has been told is known by the message.
import { sql } from 'kysely';
import type { Switchable } from '../chat/feature.ts';
import type { Delivery } from '../chat/message.ts';
import type { Database, Transaction } from '../database/connect.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { Errand } from '../schedule/errands.ts';
import { speakerOf } from '../words/speak.ts';

/** Many at once would keep the weeks of so many people locked. */
const piece = 250;
/** Shorter than messages are known (retention.ts): nobody is told a second time because the first is forgotten. */
const tellableMs = 28 * 24 * 3_600_000;

type Told = Pick<Switchable, 'name' | 'introduction'>;
type Reader = { id: string; language: string; timeZone: string };

const onceOf = (feature: string): string => `introduced:${feature}:`;

/** How many people would be told of something now. */
export async function countReaders(tx: Transaction): Promise<number> {
  const { count } = await tx
    .selectFrom('consent')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'news')
    .where('agreed', '=', true)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** It is off before everybody was told: what is not on its way yet is not sent. Whoever was left out is told if it is on again soon. */
export async function takeBackIntroductions(tx: Transaction, feature: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('delivery')
    .where(sql<boolean>`starts_with(once, ${onceOf(feature)})`)
    .where('state', '=', 'new')
    .executeTakeFirst();
  if (numDeletedRows > 0n)
    await tx.updateTable('feature_switch').set({ telling: true }).where('feature', '=', feature).execute();
}

export function makeIntroducing(parts: {
  database: Database;
  outbox: Outbox;
  features: readonly Told[];
  now: () => number;
}): Errand {
  const { database, outbox, features, now } = parts;

  /** Locks the switch, so that it is not switched off meanwhile and nobody else tells. Gives the last one who was told, undefined where nobody is left. */
  async function tellPiece(
    tx: Transaction,
    organisation: string,
    { name, introduction }: Told,
    after: string,
  ): Promise<string | undefined> {
    const at = now();
    const { rows } = await sql<{ introduced: Date; tellable: boolean }>`
      select introduced_at as introduced, introduced_at > ${new Date(at - tellableMs)} as tellable from feature_switch
      where feature = ${name} and telling and is_on for update`.execute(tx);
    const [begun] = rows;
    if (!begun) return undefined;
    const readers = begun.tellable ? await readersAfter(tx, begun.introduced, after) : [];
    const last = readers.at(-1)?.id;
    if (last === undefined) {
      await tx.updateTable('feature_switch').set({ telling: false }).where('feature', '=', name).execute();
      return undefined;
    }
    await outbox.put(
      tx,
      organisation,
      readers.map(
        (reader): Delivery => ({
          to: { kind: 'person', person: reader.id },
          card: introduction(speakerOf(reader)),
          why: 'news',
          once: onceOf(name) + reader.id,
        }),
      ),
      at,
    );
    return last;
  }

  return async (organisation) => {
    for (const feature of features) {
      let last: string | undefined = '00000000-0000-0000-0000-000000000000';
      while (last !== undefined) {
        const after: string = last;
        last = await database.within(organisation, (tx) => tellPiece(tx, organisation, feature, after));
      }
    }
  };
}

/** Those who said yes to news before it was new, in the order of their ids. Whoever has been told is among them: `once` knows. */
async function readersAfter(tx: Transaction, introduced: Date, after: string): Promise<readonly Reader[]> {
  const { rows } = await sql<Reader>`
    select person.id, language, time_zone as "timeZone" from person
    join consent on consent.person_id = person.id and kind = 'news' and agreed and said_at <= ${introduced}
    where person.id > ${after}::uuid
    order by person.id limit ${piece} for key share of person`.execute(tx);
  return rows;
}
