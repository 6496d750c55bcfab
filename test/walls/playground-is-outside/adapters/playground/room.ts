import type { Event } from '../../src/chat/event.ts';
import { plain } from '../../src/chat/card.ts';

export const room = (event: Event): string => plain(event.kind);
