// Which time zone somebody means who types a city.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneName } from '../../src/words/name.ts';
import { zoneTyped } from '../../src/words/zone.ts';

describe('a time zone that was typed', () => {
  it.each([
    ['Madrid', 'Europe/Madrid'],
    ['  new york ', 'America/New_York'],
    ['NEW_YORK', 'America/New_York'],
    ['Nueva York', 'America/New_York'],
    ['Bogotá', 'America/Bogota'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Ciudad de México', 'America/Mexico_City'],
    ['St. Johns', 'America/St_Johns'],
    ['europe/london', 'Europe/London'],
    ['Kolkata', 'Asia/Calcutta'],
    ['utc', 'UTC'],
  ])('is found by its city: %s', (typed, zone) => {
    expect(zoneTyped(typed)).toEqual({ kind: 'found', zone });
  });

  it.each([
    ['Chicgo', ['America/Chicago']],
    ['Lodnon', ['Europe/London']],
    ['Madr', ['Europe/Madrid']],
    ['Indiana', ['America/Indiana/Knox', 'America/Indiana/Marengo', 'America/Indiana/Petersburg']],
  ])('is not guessed; what is near is named: %s', (typed, near) => {
    const found = zoneTyped(typed);
    expect(found.kind === 'unknown' && found.near).toEqual(near);
  });

  // Half of the year an abbreviation is an hour off.
  it.each(['Boston Common', 'EST', '+02:00', '', '   ', 'constructor', 'America/', '🌙'])(
    'is unknown, and nothing is near: %s',
    (typed) => {
      expect(zoneTyped(typed)).toEqual({ kind: 'unknown', near: [] });
    },
  );

  it('never breaks, and what is found is a zone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const found = zoneTyped(typed);
        const zone = found.kind === 'found' ? found.zone : 'UTC';
        expect(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone).not.toBe('');
        expect(found.kind === 'found' || found.near.length <= 3).toBe(true);
      }),
    );
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      expect(zoneTyped(zone)).toEqual({ kind: 'found', zone });
      expect(zoneTyped(zoneName(zone))).toEqual({ kind: 'found', zone });
    }
  });
});
