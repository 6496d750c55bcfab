// Speaks the catalogues: ICU messages with plurals, numbers and dates in the person's language and zone.
import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en.ts';
import { es } from './es.ts';

export type Key = keyof typeof en;
export type Catalogue = Readonly<Record<Key, string>>;

export const catalogues = { en, es } as const satisfies Record<string, Catalogue>;
export type Language = keyof typeof catalogues;
export const languages = Object.keys(catalogues) as readonly Language[];

/** A day or a time without a zone is meant where the reader is. */
type Values = Readonly<Record<string, string | number | Date | Temporal.PlainDate | Temporal.PlainTime>>;

export type Speaker = {
  (key: Key, values?: Values): string;
  language: Language;
  timeZone: string;
};

/** The nearest language we speak to a BCP 47 tag such as `es-MX`; English where there is none. */
export function nearestLanguage(tag: string | undefined | null): Language {
  const spoken = languages.find((language) => language === tag);
  if (spoken) return spoken;
  const base = tag?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === base) ?? 'en';
}

/** The language that a browser would like best, of those that we speak (RFC 9110, Accept-Language); English where there is none. */
export function languageFor(accepted: string | undefined): Language {
  const wishes = (accepted ?? '')
    .slice(0, 1_000)
    .split(',')
    .map((wish) => {
      const [tag = '', ...more] = wish.split(';').map((part) => part.trim());
      const weight = more.find((part) => part.startsWith('q='))?.slice(2) ?? '1';
      return { base: tag.toLowerCase().split('-')[0], weight: Number(weight) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  for (const { base } of wishes) {
    const spoken = languages.find((language) => language === base);
    if (spoken) return spoken;
  }
  return 'en';
}

/** An IANA zone that this runtime knows, else UTC. */
export function knownZone(zone: string | undefined | null): string {
  if (!zone) return 'UTC';
  let known = zones.get(zone);
  if (known === undefined) {
    try {
      known = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    } catch {
      known = 'UTC';
    }
    if (zones.size < 1_000) zones.set(zone, known);
  }
  return known;
}

const zones = new Map<string, string>();

const messages = new Map<string, IntlMessageFormat>();

/** Reading an ICU message costs a hundred times what speaking it does: each is read once for each language and zone. */
function message(language: Language, timeZone: string, key: Key): IntlMessageFormat {
  const text = catalogues[language][key];
  const id = `${language} ${/,\s*(date|time)/.test(text) ? timeZone : ''} ${key}`;
  let found = messages.get(id);
  if (!found) {
    found = new IntlMessageFormat(
      text,
      language,
      {
        date: {
          day: { day: 'numeric', month: 'long', year: 'numeric', timeZone },
          month: { month: 'long', year: 'numeric', timeZone },
        },
        time: { clock: { hour: 'numeric', minute: '2-digit', timeZone } },
      },
      { ignoreTag: true },
    );
    messages.set(id, found);
  }
  return found;
}

/** No zone changes its clocks on it. */
const someDay = Temporal.PlainDate.from('2026-01-15');

function moment(value: Values[string], timeZone: string): string | number | Date {
  if (value instanceof Temporal.PlainDate)
    return new Date(value.toZonedDateTime({ timeZone, plainTime: '12:00' }).epochMilliseconds);
  if (value instanceof Temporal.PlainTime)
    return new Date(someDay.toZonedDateTime({ timeZone, plainTime: value }).epochMilliseconds);
  return value;
}

const speakers = new Map<string, Speaker>();

/** A speaker for one language and zone. Values are put in as they are: they are text, never markup. */
export function speaker(language: Language, timeZone: string): Speaker {
  const id = `${language} ${timeZone}`;
  let found = speakers.get(id);
  if (!found) {
    const say = (key: Key, values: Values = {}): string =>
      String(
        message(language, timeZone, key).format(
          Object.fromEntries(Object.entries(values).map(([name, value]) => [name, moment(value, timeZone)])),
        ),
      );
    found = Object.assign(say, { language, timeZone });
    speakers.set(id, found);
  }
  return found;
}

/** As what is stored of somebody says; English and UTC for what we do not speak or know. */
export const speakerOf = ({ language, timeZone }: { language: string; timeZone: string }): Speaker =>
  speaker(nearestLanguage(language), knownZone(timeZone));

/** What says the same to everybody of one language and zone, arranged once for each; what comes back must not be changed. */
export function perSpeaker<Arranged>(arrange: (say: Speaker) => Arranged): (say: Speaker) => Arranged {
  const known = new WeakMap<Speaker, { arranged: Arranged }>();
  return (say) => {
    let found = known.get(say);
    if (!found) {
      found = { arranged: arrange(say) };
      known.set(say, found);
    }
    return found.arranged;
  };
}
