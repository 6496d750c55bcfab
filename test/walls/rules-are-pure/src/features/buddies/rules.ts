import { sql } from 'kysely';
import { Pool } from 'pg';
import type { Saved } from './store.ts';
import { savePair } from './store.ts';

export const pairUp = (saved: Saved): unknown => [sql, Pool, savePair(saved)];
