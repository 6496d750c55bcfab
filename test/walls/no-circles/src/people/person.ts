import type { Account } from './account.ts';

export type Person = { id: string; accounts: readonly Account[] };
