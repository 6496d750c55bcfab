// Calendars as people's programs write them.

/** One entry: lines as they stand in it. */
export const entry = (...lines: readonly string[]): string =>
  ['BEGIN:VEVENT', 'UID:any', 'SUMMARY:Night, ward 4', ...lines, 'END:VEVENT'].join('\r\n');

export const calendar = (...parts: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:any', ...parts, 'END:VCALENDAR', ''].join('\r\n');

/** As Outlook describes the zone of Madrid, from 1601 on. */
export const romance = `BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`;
