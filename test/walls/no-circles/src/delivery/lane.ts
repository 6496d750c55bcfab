import { first } from './outbox.ts';

export const laneOf = (kind: string): string => (kind === 'talk' ? 'urgent' : first());
