// A word to one person about what they asked for a while ago, in their language.
import type { Card } from '../chat/card.ts';
import type { Transaction } from '../database/connect.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { knownZone, nearestLanguage, type Speaker, speaker } from '../words/speak.ts';

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
    .select(['id', 'language', 'time_zone'])
    .where('id', '=', to.person)
    // Until the message stands there they do not become somebody else: it would be to nobody (linking.ts).
    .forKeyShare()
    .executeTakeFirst();
  if (!person) return;
  const say = speaker(nearestLanguage(person.language), knownZone(person.time_zone));
  const delivery = {
    to: { kind: 'person' as const, person: person.id },
    card: card(say),
    once: to.once,
  };
  await outbox.put(tx, to.organisation, [delivery], now);
}
