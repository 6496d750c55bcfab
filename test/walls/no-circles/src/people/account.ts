import type { Person } from './person.ts';

export type Account = { id: string; person: Person };
