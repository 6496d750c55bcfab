/** Keys that are put together from a beginning and a value, as `beginning${…}`. */
export const composed: readonly string[] = [
  'mood.',
  'topic.',
  'checkin.trend-',
  'role.',
  'record.',
  'question.',
  'agree.',
  'hours.wrong-',
  'reports.band-',
  'reports.change-',
];
