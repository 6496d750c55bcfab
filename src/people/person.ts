import type { Language } from '../words/speak.ts';

export const roles = [
  'supporter',
  'facilitator',
  'coordinator',
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
  /** What they hold beside being a member. */
  roles: readonly Role[];
};

/** Stands in where nobody acted: the platform itself told us something. */
export const nobody = (organisation: string): Person => ({
  id: '',
  organisation,
  language: 'en',
  timeZone: 'UTC',
  country: null,
  roles: [],
});
