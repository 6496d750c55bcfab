// The pretend workspace that both sides of a comparison are set up for.
export const team = 'T0BENCH26';
export const signingSecret = 'a-signing-secret-for-the-bench';
export const botToken = 'xoxb-for-the-bench';

/** Two in three read English; the third reads Spanish. */
export const languages = ['en', 'en', 'es'] as const;
export const accountOf = (person: number): string => `U${String(person).padStart(9, '0')}`;
