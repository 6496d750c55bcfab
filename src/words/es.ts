// Every word that a person can read, in Spanish. One line each, grouped by where it appears.
// ICU MessageFormat: {name}, {n, plural, one {…} other {…}}, {day, date, day}, {time, time, clock}.
import type { en } from './en.ts';

export const es: Readonly<Record<keyof typeof en, string>> = {
  // Anywhere
  'any.help': 'Ayuda ahora',
  'any.close': 'Cerrar',
  'any.unwatched': 'Nadie vigila este cuadro. Para ayuda urgente, pulsa “Ayuda ahora”.',

  // Help lines: what each line is for (features/help/lines.ts)
};
