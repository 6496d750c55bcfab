// The messages by which somebody is asked: the prompt, and perhaps one reminder. When either is over, both say so where they stand.
import type { Card } from '../../chat/card.ts';
import type { Delivery } from '../../chat/message.ts';

export type Asking = 'prompt' | 'reminder';

/** Under which it is delivered, and changed. */
export const askedBy = (prompt: string, asking: Asking): string => `${asking}:${prompt}`;

/** `pressed`: the one that has changed already, by the answer to that: it shows `shown`. */
export const inTheirPlace = (
  { id, person }: { id: string; person: string },
  card: Card,
  pressed?: { asking: Asking; shown: Card },
): readonly Delivery[] =>
  (['prompt', 'reminder'] as const).map((asking) => ({
    to: { kind: 'person', person },
    why: 'notice',
    inPlaceOf: askedBy(id, asking),
    ...(asking === pressed?.asking ? { card: pressed.shown, stands: true } : { card }),
  }));
