import type { Language } from '../words/speak.ts';

export const roles = [
  'supporter',
  'facilitator',
  'coordinator',
  'deputy',
  'supervisor',
  'moderator',
  'steward',
  'leader',
] as const;
export type Role = (typeof roles)[number];

/** One human of one organisation, however many accounts they have. */
export type Person = {
  id: string;
  organisation: string;
  language: Language;
  timeZone: string;
  /** ISO 3166-1 alpha-2, chosen by the person and never guessed. */
  country: string | null;
  /** What they hold beside being a member; a deputy is a coordinator too (role.ts). */
  roles: readonly Role[];
};

/** A person who acts, by one of their accounts. All are ids of rows; empty where the platform itself told us something. */
export type Actor = Person & { account: string; workspace: string };
