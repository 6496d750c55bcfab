// The pretend workspace that both sides of a comparison are set up for.
export const team = 'T0BENCH26';
export const signingSecret = 'a-signing-secret-for-the-bench';
export const botToken = 'xoxb-for-the-bench';

/** Two in three read English; the third reads Spanish. */
export const languages = ['en', 'en', 'es'] as const;
export const accountOf = (person: number): string => `U${String(person).padStart(9, '0')}`;

/** The pretend tenant, and the app that both sides of the comparison are set up as. */
export const tenant = '7c4f9a52-0000-4000-8000-00000000be7c';
export const appId = '7c4f9a52-0000-4000-8000-0000000000a0';
/** A directory's object id for each person. */
export const teamsAccountOf = (person: number): string =>
  `7c4f9a52-0000-4000-8000-1${String(person).padStart(11, '0')}`;
