import type { KnownBlock } from '@slack/types';

export type Card = { blocks: KnownBlock[] };
