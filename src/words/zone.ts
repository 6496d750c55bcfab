// Which time zone somebody means by what they typed. Pure.
import { editDistance } from './verb.ts';

const areas = [
  'Africa',
  'America',
  'Antarctica',
  'Asia',
  'Atlantic',
  'Australia',
  'Europe',
  'Indian',
  'Pacific',
];
const mostNear = 3;

/** As people who speak Spanish call them. */
const inSpanish: ReadonlyMap<string, string> = new Map([
  ['ciudad_de_mexico', 'America/Mexico_City'],
  ['londres', 'Europe/London'],
  ['nueva_york', 'America/New_York'],
]);

/** Letters and digits without accents, in lower case: `Ciudad Juárez` and `ciudad_juarez` are one. */
const plainly = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]+/gu, '_')
    .replace(/^_+|_+$/g, '');

const cityOf = (zone: string): string => zone.split('/').at(-1) ?? zone;

const all: readonly { zone: string; name: string; city: string }[] = Intl.supportedValuesOf('timeZone').map(
  (zone) => ({ zone, name: plainly(zone), city: plainly(cityOf(zone)) }),
);

/** `near`: what they may have meant, at most three; none where nothing is like it. */
export type ZoneTyped = { kind: 'found'; zone: string } | { kind: 'unknown'; near: readonly string[] };

/** A city that a time zone is called after, or the zone's whole IANA name, in any case and without its accents. */
export function zoneTyped(typed: string): ZoneTyped {
  const wanted = plainly(typed);
  if (wanted === '') return { kind: 'unknown', near: [] };
  const named = all.filter(({ name, city }) => name === wanted || city === wanted);
  const [only] = named;
  if (only && named.length === 1) return { kind: 'found', zone: only.zone };
  const other = named.length === 0 ? (inSpanish.get(wanted) ?? otherName(wanted)) : undefined;
  if (other !== undefined) return { kind: 'found', zone: other };
  return {
    kind: 'unknown',
    near: (named.length > 0 ? named : nearest(wanted)).map(({ zone }) => zone).slice(0, mostNear),
  };
}

/** A name that has been another: the list knows Calcutta, people type Kolkata. */
function otherName(wanted: string): string | undefined {
  for (const name of wanted.includes('/') ? [wanted] : areas.map((area) => `${area}/${wanted}`))
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    } catch {
      // There is no such zone in this part of the world.
    }
  return wanted === 'utc' || wanted === 'gmt' ? 'UTC' : undefined;
}

/** Whose city or region begins so, and then what differs by a slip of the hand. */
function nearest(wanted: string): readonly { zone: string }[] {
  const begins = all.filter(({ name }) => name.split('/').some((part) => part.startsWith(wanted)));
  const most = Math.max(1, Math.floor(wanted.length / 4));
  const slips = all
    .map((one) => ({ ...one, distance: editDistance(wanted, one.city) }))
    .filter(({ distance }) => distance <= most)
    .toSorted((one, another) => one.distance - another.distance);
  return [...begins, ...slips.filter(({ zone }) => !begins.some((one) => one.zone === zone))];
}
