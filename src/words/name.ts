// Names that the machine itself knows in every language.
import type { Language, Speaker } from './speak.ts';

/** `country` is ISO 3166-1 alpha-2. */
export const countryName = (say: Speaker, country: string): string =>
  new Intl.DisplayNames(say.language, { type: 'region' }).of(country) ?? country;

/** As its speakers call it, as a name of its own: `Español`. */
export function languageName(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** The machine goes on using names that these cities no longer go by. */
const calledNow: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh',
};

/** The city that a time zone is called after: `New York`. */
export function zoneName(zone: string): string {
  const city = zone.split('/').at(-1) ?? zone;
  return calledNow[city] ?? city.replaceAll('_', ' ');
}

/** A day of the week: 1 Monday … 7 Sunday. */
export const dayName = (say: Speaker, day: number): string =>
  new Intl.DateTimeFormat(say.language, { weekday: 'long', timeZone: 'UTC' }).format(
    // 2024 began with a Monday.
    Date.UTC(2024, 0, day),
  );
