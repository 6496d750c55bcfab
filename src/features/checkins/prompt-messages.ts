// The messages by which somebody is asked: the prompt, and perhaps one reminder. When either is over, both say so where they stand.
import type { Card } from '../../chat/card.ts';
import type { Delivery } from '../../chat/message.ts';

export type Asking = 'prompt' | 'reminder';

/** Under which it is delivered, and changed. */
export const askedBy = (prompt: string, asking: Asking): string => `${asking}:${prompt}`;

/** `but`: the one that has changed already, since it was pressed. */
export const inTheirPlace = (
  { id, person }: { id: string; person: string },
  card: Card,
  but?: Asking,
): readonly Delivery[] =>
  (['prompt', 'reminder'] as const)
    .filter((asking) => asking !== but)
    .map((asking) => ({
      to: { kind: 'person', person },
      card,
      why: 'notice',
      inPlaceOf: askedBy(id, asking),
    }));
