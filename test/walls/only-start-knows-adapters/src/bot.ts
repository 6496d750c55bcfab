import type { Payload } from '../adapters/slack/start.ts';

export const read = (payload: Payload): string => payload.type;
