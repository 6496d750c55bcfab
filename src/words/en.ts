// Every word that a person can read, in English. One line each, grouped by where it appears.
// ICU MessageFormat: {name}, {n, plural, one {…} other {…}}, {day, date, day}, {time, time, clock}.
export const en = {
  // Anywhere
  'any.help': 'Get help now',
  'any.close': 'Close',
  'any.unwatched': 'Nobody is watching this box. For urgent help press “Get help now”.',

  // Help lines: what each line is for (features/help/lines.ts)
} as const;
