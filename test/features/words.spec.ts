// How typed words are understood, and how counted and dated ones are spoken.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { help } from '../../src/features/help/feature.ts';
import { knownZone, nearestLanguage, speaker } from '../../src/words/speak.ts';
import { nearestVerb, verbOf } from '../../src/words/verb.ts';

const known = [
  ...help.commands,
  { verb: 'checkin', also: ['check-in', 'check in', 'cómo estoy', 'mood'] },
  { verb: 'buddy' },
];

describe('a verb that was typed', () => {
  it.each([
    ['checkin', 'checkin', ''],
    ['/checkin', 'checkin', ''],
    ['  CheckIn  ', 'checkin', ''],
    ['lamp checkin', 'checkin', ''],
    ['/lamp checkin history', 'checkin', 'history'],
    ['Lamplight, checkin', 'checkin', ''],
    ['lamp: help now', 'helpnow', ''],
    ['check in', 'checkin', ''],
    ['Check in, please', 'checkin', 'please'],
    ['¿Cómo estoy?', 'checkin', ''],
    ['help', 'help', ''],
    ['help me', 'help', 'me'],
    ['help now', 'helpnow', ''],
    ['Help Now!!! please', 'helpnow', 'please'],
    ['get help now', 'helpnow', ''],
    ['AYUDA AHORA', 'helpnow', ''],
    ['ayuda', 'help', ''],
    ['ｈｅｌｐｎｏｗ', 'helpnow', ''],
    ['\u200Fhelpnow\u200E', 'helpnow', ''],
    ['help\u00A0now', 'helpnow', ''],
    ['', '', ''],
    ['   ', '', ''],
    ['/', '', ''],
    ['lamp', '', ''],
    ['lamps are bright', 'lamps', 'are bright'],
    ['constructor', 'constructor', ''],
  ])('“%s” means “%s”, with “%s” after it', (typed, verb, words) => {
    expect(verbOf(typed, known)).toEqual({ verb, words });
  });

  it('never breaks, whatever it is, and is known by its own name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const { verb, words } = verbOf(typed, known);
        expect(typeof verb).toBe('string');
        expect(typeof words).toBe('string');
        nearestVerb(verb, known);
      }),
    );
  });
});

describe('the nearest verb', () => {
  it.each([
    ['chekin', 'checkin'],
    ['cehckin', 'checkin'],
    ['budy', 'buddy'],
    ['budyd', 'buddy'],
    ['hlep', 'help'],
    ['helpnwo', 'helpnow'],
    ['ayduda', 'help'],
  ])('to “%s” is “%s”', (typed, verb) => {
    expect(nearestVerb(typed, known)).toBe(verb);
  });

  it.each(['photosynthesis', 'schedule', 'zzzz', 'the'])('to “%s” is none', (typed) => {
    expect(nearestVerb(typed, known)).toBeUndefined();
  });

  it('to a word of 40,000 letters is none', () => {
    expect(nearestVerb('x'.repeat(40_000), known)).toBeUndefined();
    expect(nearestVerb('checkin'.repeat(6_000), known)).toBeUndefined();
  });
});

describe('what is spoken', () => {
  const at = Date.UTC(2026, 10, 22, 23, 30);

  it('knows one from several, in both languages', () => {
    const english = speaker('en', 'UTC');
    expect(english('refused.too-short', { least: 1 })).toMatch(/1 character\./);
    expect(english('refused.too-short', { least: 2 })).toMatch(/2 characters\./);
    const spanish = speaker('es', 'UTC');
    expect(spanish('refused.too-short', { least: 1 })).toMatch(/1 carácter\./);
    expect(spanish('refused.too-short', { least: 2 })).toMatch(/2 caracteres\./);
    expect(english('lines.state', { old: 0, all: 22 })).toMatch(/^All 22/);
    expect(english('lines.state', { old: 1, all: 22 })).toMatch(/^1 of 22 lines has/);
    expect(english('lines.state', { old: 2, all: 22 })).toMatch(/^2 of 22 lines have/);
  });

  it('tells the day and the hour of the person’s own zone', () => {
    expect(speaker('en', 'America/New_York')('any.moment', { at })).toMatch(/November 22, 2026, 6:30\sPM/);
    expect(speaker('es', 'Europe/Madrid')('any.moment', { at })).toBe('23 de noviembre de 2026, 0:30');
    expect(speaker('en', 'Asia/Kathmandu')('any.moment', { at })).toMatch(/November 23, 2026, 5:15\sAM/);
  });

  it('puts in what people wrote as it is', () => {
    for (const name of ['{x}', "it's {n, plural, one {#} other {#}}", '<b>&</b>', '\u0024{1}', '#'])
      expect(speaker('en', 'UTC')('lines.remove-sure', { name })).toContain(`“${name}”`);
  });

  it.each([
    ['es-MX', 'es'],
    ['es', 'es'],
    ['ES_es', 'es'],
    ['en-GB', 'en'],
    ['fr-CA', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ] as const)('is in the nearest language to %s: %s', (tag, language) => {
    expect(nearestLanguage(tag)).toBe(language);
  });

  it.each([
    ['Europe/Madrid', 'Europe/Madrid'],
    ['Not/AZone', 'UTC'],
    ['', 'UTC'],
    [undefined, 'UTC'],
  ])('is in a zone that is known: %s', (zone, taken) => {
    expect(knownZone(zone)).toBe(taken);
  });
});

it.each(['Pacific/Auckland', 'Pacific/Kiritimati', 'Pacific/Niue', 'UTC'])(
  'a day and a time of the wall clock are the reader’s own, in %s',
  (zone) => {
    const say = speaker('en', zone);
    expect(say('prompt.is-paused', { at: Temporal.PlainDate.from('2026-12-24') })).toContain('December 24');
    expect(
      say('plan.first', {
        day: Temporal.PlainDate.from('2026-12-24'),
        from: Temporal.PlainTime.from('16:00'),
      }),
    ).toMatch(/December 24, 2026, at 4:00\sPM/);
  },
);
