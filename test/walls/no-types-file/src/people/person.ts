import type { Person } from './types.ts';

export const nobody: Person = { id: '' };
