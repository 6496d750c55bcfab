import { describe, expect, test } from 'vitest';
import {
  countries,
  emergency,
  fallback,
  isOld,
  type Line,
  lines,
  linesFor,
} from '../../src/features/help/lines.ts';
import { catalogues, type Key } from '../../src/words/speak.ts';

const promised = ['US', 'CA', 'GB', 'IE', 'AU', 'NZ', 'MX', 'ES'];
const written = '2026-11-22';

function line(id: string): Line {
  const found = lines.find((one) => one.id === id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
}

function isDay(day: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(day) && Temporal.PlainDate.from(day, { overflow: 'reject' }).toString() === day
  );
}

describe('help lines, country by country', () => {
  test('every promised country is offered, and no other', () => {
    expect(countries).toEqual(promised);
  });

  test.each(promised)(
    '%s has an emergency number and a line that anyone can reach at any hour',
    (country) => {
      expect(emergency[country]).toMatch(/^\d{3}( \/ \d{3})?$/);
      expect(linesFor(country)[0]).toMatchObject({ country, for: 'everyone', hours: { kind: 'always' } });
    },
  );

  test.each(promised)(
    '%s shows lines for everyone before those for health workers, open ones first',
    (country) => {
      const places = linesFor(country).map(
        (one) =>
          `${one.for === 'everyone' ? 'everyone' : 'workers'}, ${one.hours.kind === 'always' ? 'always' : 'hours'}`,
      );
      const order = ['everyone, always', 'everyone, hours', 'workers, always', 'workers, hours'];
      expect(places).toEqual(places.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    },
  );

  test("an organisation's own lines take their places among them", () => {
    const model = line('us-988');
    const hours: Line['hours'] = { kind: 'days', days: 'weekdays', from: '09:00', to: '17:00', zone: 'UTC' };
    const own: Line[] = [
      { ...model, id: 'doctors, office hours', for: 'doctors', hours },
      { ...model, id: 'nurses, always', for: 'nurses' },
      { ...model, id: 'everyone, office hours', hours },
      { ...model, id: 'elsewhere', country: 'CA' },
      { ...model, id: 'everyone, always' },
    ];
    expect(linesFor('US', own).map((one) => one.id)).toEqual([
      'everyone, always',
      'everyone, office hours',
      'nurses, always',
      'doctors, office hours',
    ]);
  });

  test('no line is lost on the way to its country', () => {
    expect(countries.flatMap((country) => linesFor(country).map((one) => one.id)).toSorted()).toEqual(
      lines.map((one) => one.id).toSorted(),
    );
  });

  test('a country without lines has none, and two directories to look in', () => {
    expect(linesFor('DE')).toEqual([]);
    expect(fallback.directories.map((one) => new URL(one.address).host)).toEqual([
      'findahelpline.com',
      'befrienders.org',
    ]);
    expect(fallback.directories.every((one) => one.address.startsWith('https://'))).toBe(true);
  });
});

describe('each help line', () => {
  test('has a name of its own for the records', () => {
    expect(new Set(lines.map((one) => one.id)).size).toBe(lines.length);
  });

  test.each(lines.map((one) => [one.id, one] as const))('%s can be reached, read and checked', (_, one) => {
    expect([one.call, one.text, one.chat].some((way) => way !== undefined)).toBe(true);
    for (const number of [one.call, one.text?.to]) expect(number ?? '0').toMatch(/^\d[\d -]*$/);
    expect(new URL(one.source).protocol).toBe('https:');
    expect(new URL(one.chat ?? 'https://none').protocol).toBe('https:');
    expect(one.languages.length).toBeGreaterThan(0);
    expect(Intl.getCanonicalLocales([...one.languages])).toEqual(one.languages);
    expect(isDay(one.checkedOn)).toBe(true);
    expect(one.checkedOn <= written).toBe(true);
    if (one.hours.kind === 'always') return;
    expect([one.hours.from, one.hours.to].every((at) => /^([01]\d|2[0-3]):[0-5]\d$/.test(at))).toBe(true);
    expect(Intl.supportedValuesOf('timeZone')).toContain(one.hours.zone);
  });

  test('says whom it is for in every language', () => {
    const keys: Key[] = lines.flatMap((one) => one.about ?? []);
    keys.push(fallback.about, ...fallback.directories.map((one) => one.about));
    for (const [language, words] of Object.entries(catalogues)) {
      for (const key of keys) expect(words[key], `${language} ${key}`).toMatch(/\p{L}{3}/u);
    }
    for (const key of keys) expect(catalogues.es[key], key).not.toBe(catalogues.en[key]);
  });
});

describe('facts that were wrong in many lists', () => {
  test('988 in the United States takes calls, texts and chats, and Spanish has its own way in', () => {
    expect(line('us-988')).toMatchObject({
      call: '988',
      text: { to: '988' },
      chat: 'https://988lifeline.org',
    });
    expect(line('us-988-es')).toMatchObject({
      call: '988',
      text: { to: '988', say: 'AYUDA' },
      languages: ['es'],
    });
  });

  test('nobody is sent to the third option of 988, which ended in July 2025', () => {
    for (const words of Object.values(catalogues)) {
      const said = lines
        .flatMap((one) => (one.about ? [one.name, words[one.about], one.text?.say ?? ''] : []))
        .join(' ');
      expect(said).not.toMatch(/(press|pulsa|oprime|marca) 3|lgbt|pride/i);
    }
  });

  test('the Physician Support Line closes at night and is for doctors', () => {
    expect(line('us-physician-support-line').hours.kind).toBe('days');
    expect(line('us-physician-support-line').for).toBe('doctors');
  });

  test('Lifeline in New Zealand closes at midnight', () => {
    expect(line('nz-lifeline').hours).toMatchObject({ kind: 'days', from: '07:00', to: '00:00' });
    expect(linesFor('NZ').map((one) => one.id)).toEqual(['nz-1737', 'nz-lifeline']);
  });
});

describe('a line gets old', () => {
  test.each([
    ['on the day itself', '2026-01-01', false],
    ['after exactly 90 days', '2026-04-01', false],
    ['after 91 days', '2026-04-02', true],
    ['after years', '2029-01-01', true],
    ['never when checked after today', '2025-12-31', false],
  ])('%s', (_, today, old) => {
    expect(isOld({ checkedOn: '2026-01-01' }, today)).toBe(old);
  });

  test('across a leap day', () => {
    expect(isOld({ checkedOn: '2028-01-01' }, '2028-03-31')).toBe(false);
    expect(isOld({ checkedOn: '2028-01-01' }, '2028-04-01')).toBe(true);
  });
});
