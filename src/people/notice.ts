// A word to one person about what they asked for a while ago, in their language.
import type { Card } from '../chat/card.ts';
import type { Transaction } from '../database/connect.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { type Speaker, speakerOf } from '../words/speak.ts';

/** Goes out with the transaction. Somebody who is no longer here hears nothing; the same `once` is said once. */
export async function notice(
  tx: Transaction,
  outbox: Outbox,
  to: { organisation: string; person: string | null; once: string },
  card: (say: Speaker) => Card,
  now: number,
): Promise<void> {
  if (to.person === null) return;
  const person = await tx
    .selectFrom('person')
    .select(['id', 'language', 'time_zone as timeZone'])
    .where('id', '=', to.person)
    // Until the message stands there they do not become somebody else: it would be to nobody (linking.ts).
    .forKeyShare()
    .executeTakeFirst();
  if (!person) return;
  const delivery = {
    to: { kind: 'person' as const, person: person.id },
    card: card(speakerOf(person)),
    why: 'asked' as const,
    once: to.once,
  };
  await outbox.put(tx, to.organisation, [delivery], now);
}
