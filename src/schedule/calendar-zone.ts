// What the times of a calendar mean: in the zones that IANA names, in those that the calendar describes itself (Outlook's "W. Europe
// Standard Time"), by the world's clock, or by the clock of whoever gives it. Pure.
import { RRuleTemporal } from 'rrule-temporal';

/** As jCal writes it (RFC 7265): a name, properties, and what stands in it. */
export type Jcal = readonly [name: string, properties: readonly Property[], inner: readonly Jcal[]];
export type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, string | readonly string[]>>,
  type: string,
  ...values: unknown[],
];
/** What a clock on the wall shows there. */
export type Wall = Temporal.PlainDateTime;
/** Epoch ms of what the wall shows. */
export type Zone = (wall: Wall) => number;

export type Zones = {
  /** A value of this property, with the zone that it is in. Throws where it is no date and time, or nobody knows the zone. */
  read(property: Property, value: unknown): { wall: Wall; zone: Zone };
};

type Window = { readonly from: number; readonly until: number };

const dayMs = 24 * 3_600_000;
const mostZones = 50;
const mostChanges = 20;
export const world: Zone = (wall) => wall.toZonedDateTime('UTC').epochMilliseconds;

/** `described`: the calendar's own zones. `home`: IANA name of the zone of whoever gives it. */
export function makeZones(described: readonly Jcal[], home: string, window: Window): Zones {
  const own = new Map<string, Jcal>(
    described.slice(0, mostZones).map((zone) => [textOf(zone, 'tzid') ?? '', zone]),
  );
  const known = new Map<string, Zone>();

  function zoneOf(name: string): Zone {
    const before = known.get(name);
    if (before) return before;
    const made = makeZone(name);
    known.set(name, made);
    return made;
  }

  function makeZone(name: string): Zone {
    const zone = own.get(name);
    const [named] = [name, textOf(zone, 'x-lic-location') ?? ''].flatMap((one) => ianaZone(one) ?? []);
    if (named) return named;
    if (!zone) throw new Error('nobody knows this zone');
    return describedZone(zone, window);
  }

  return {
    read([, { tzid }, type], value) {
      const text = spelled(value);
      if (type !== 'date-time') throw new Error('it has no time of the day');
      const wall = Temporal.PlainDateTime.from(text.replace(/Z$/, ''));
      if (text.endsWith('Z')) return { wall, zone: world };
      return { wall, zone: tzid === undefined ? zoneOf(home) : zoneOf(spelled(tzid)) };
    },
  };
}

/** As text: a word, a number, or several of them. Whatever else stands there is none. */
export function spelled(value: unknown): string {
  if (Array.isArray(value)) return value.map(spelled).join(',');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const textOf = (zone: Jcal | undefined, name: string): string | undefined => {
  const value = zone?.[1].find(([own]) => own === name)?.[3];
  return typeof value === 'string' ? value : undefined;
};

function ianaZone(name: string): Zone | undefined {
  const zone: Zone = (wall) => wall.toZonedDateTime(name).epochMilliseconds;
  try {
    zone(Temporal.PlainDateTime.from('2026-01-01'));
    return zone;
  } catch {
    return undefined;
  }
}

/** From `at` by the wall on, so much ahead of the world's clock. */
type Change = { at: Wall; ahead: number };

/** Throws where it describes nothing that can be counted. */
function describedZone([, , observances]: Jcal, window: Window): Zone {
  const read = observances.slice(0, mostChanges).map((one) => ({
    before: aheadOf(one, 'tzoffsetfrom'),
    changes: changesOf(one, window),
  }));
  const changes = read
    .flatMap((one) => one.changes)
    .toSorted((a, b) => Temporal.PlainDateTime.compare(a.at, b.at));
  const [first] = read;
  if (!first) throw new Error('it describes no time');
  return (wall) => {
    const last = changes.findLast(({ at }) => Temporal.PlainDateTime.compare(at, wall) <= 0);
    return world(wall) - (last?.ahead ?? first.before);
  };
}

/** The changes that this one brings in the window, and the last before it. */
function changesOf(observance: Jcal, { from, until }: Window): readonly Change[] {
  const ahead = aheadOf(observance, 'tzoffsetto');
  const begins = Temporal.PlainDateTime.from(textOf(observance, 'dtstart') ?? '');
  const rule = observance[1].find(([name]) => name === 'rrule')?.[3];
  const others = observance[1].flatMap(([name, , type, ...values]) =>
    name === 'rdate' && type === 'date-time'
      ? values.map((value) => Temporal.PlainDateTime.from(spelled(value)))
      : [],
  );
  return [
    begins,
    ...others,
    ...(rule === undefined ? [] : yearly(rule, begins, from - 400 * dayMs, until + dayMs)),
  ].map((at) => ({ at, ahead }));
}

/** Clocks change by the year: whatever else is said there is no zone. */
function yearly(rule: unknown, begins: Wall, from: number, until: number): readonly Wall[] {
  const { freq, byday, bymonth, bymonthday, until: last } = rule as Readonly<Record<string, unknown>>;
  if (freq !== 'YEARLY') throw new Error('no clock changes so often');
  const written = Object.entries({ freq, byday, bymonth, bymonthday }).flatMap(([name, part]) =>
    part === undefined ? [] : [`${name.toUpperCase()}=${spelled(part)}`],
  );
  const counted = new RRuleTemporal({
    rruleString: `RRULE:${written.join(';')}`,
    dtstart: begins.toZonedDateTime('UTC'),
    maxIterations: 1_000,
    ...(last === undefined
      ? {}
      : { until: Temporal.PlainDateTime.from(spelled(last).replace(/Z$/, '')).toZonedDateTime('UTC') }),
  });
  const found = counted.between(new Date(from), new Date(until), true);
  // One that has ended holds until another begins.
  const ended = found.length > 0 ? null : counted.previous(new Date(from), true);
  return [...found, ...(ended ? [ended] : [])].map((one) =>
    Temporal.PlainDateTime.from(one.toPlainDateTime().toString()),
  );
}

function aheadOf(observance: Jcal, name: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)/.exec(textOf(observance, name) ?? '') ?? [];
  if (sign === undefined) throw new Error('it does not say how far its clock is ahead');
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
