import type { Card } from '../../src/chat/card.ts';
import { steps } from '../../src/features/checkins/cards.ts';
import type { Person } from '../../src/people/person.ts';

export const draw = (card: Card, person: Person): unknown => [card, person, steps];
