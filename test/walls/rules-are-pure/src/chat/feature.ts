import type { Connection } from '../database/connect.ts';

export type Feature = { run: (connection: Connection) => void };
