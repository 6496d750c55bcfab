// Shifts out of a calendar (iCalendar, RFC 5545). Pure, and bounded: whatever stands in the text, it ends in an answer. ical.js
// takes the text apart and rrule-temporal counts what recurs, as in rule.ts; neither knows a network.
//
// What counts as a shift is told by its times alone, and titles are never looked at: from 2 to 30 hours long, not cancelled, not
// shown as free. A whole day ("holiday", "week 48", a birthday) is no shift, and says nothing of being off either: a day between
// shifts is a day off already.
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import {
  type Jcal,
  makeZones,
  type Property,
  spelled,
  type Wall,
  world,
  type Zone,
  type Zones,
} from './calendar-zone.ts';
import type { Shift } from './reach.ts';

/** Epoch ms. Shifts that touch the time between the two are read. */
export type Window = { readonly from: number; readonly until: number };

/**
 * `shifts`: in the order of their start, those that begin and end together once. `unread`: so many entries have a zone, a time or
 * a rule that cannot be read, and were left out.
 */
export type ReadCalendar =
  | { kind: 'read'; shifts: readonly Shift[]; unread: number }
  | { kind: 'wrong'; because: 'no-calendar' | 'too-large' | 'too-many' };

export const mostCalendarBytes = 1024 * 1024;
const mostEntries = 5_000;
const mostShifts = 500;
/** Steps from a rule's beginning, where it has to be counted from there: 27 years of days. */
const mostSteps = 10_000;
const mostOfARule = 400;
const hourMs = 3_600_000;
const shortest = 2 * hourMs;
const longest = 30 * hourMs;

/** `zone`: IANA name; times that say no zone of their own are read in it. */
export function readCalendar(text: string, zone: string, window: Window): ReadCalendar {
  if (text.length > mostCalendarBytes) return { kind: 'wrong', because: 'too-large' };
  const calendars = calendarsIn(text);
  if (!calendars) return { kind: 'wrong', because: 'no-calendar' };
  const parts = calendars.flatMap(([, , inner]) => inner);
  const events = parts.filter(([name]) => name === 'vevent');
  if (events.length > mostEntries) return { kind: 'wrong', because: 'too-many' };
  const zones = makeZones(
    parts.filter(([name]) => name === 'vtimezone'),
    zone,
    window,
  );
  const found = new Map<string, Shift>();
  let unread = 0;
  const moved = movedOnes(events, zones);
  for (const event of events) {
    try {
      for (const shift of shiftsOf(event, zones, window, moved))
        found.set(`${shift.start} ${shift.end}`, shift);
    } catch {
      // A zone that nobody knows, a date that is none, a rule without end: the others are none the worse for it.
      unread += 1;
    }
  }
  const shifts = [...found.values()].toSorted((one, other) => one.start - other.start || one.end - other.end);
  return { kind: 'read', shifts: shifts.slice(0, mostShifts), unread };
}

function calendarsIn(text: string): readonly Jcal[] | undefined {
  try {
    const parsed = ICAL.parse(text.replace(/^\u{feff}/u, '')) as Jcal | readonly Jcal[];
    const all = (typeof parsed[0] === 'string' ? [parsed] : parsed) as readonly Jcal[];
    const calendars = all.filter(([name]) => name === 'vcalendar');
    return calendars.length > 0 ? calendars : undefined;
  } catch {
    return undefined;
  }
}

const all = ([, properties]: Jcal, name: string): readonly Property[] =>
  properties.filter(([own]) => own === name);
const first = (event: Jcal, name: string): Property | undefined => all(event, name)[0];
const word = (event: Jcal, name: string): string => spelled(first(event, name)?.[3]).toUpperCase();

/** By the entry that they belong to: moments (epoch ms) of a series that have an entry of their own. */
function movedOnes(events: readonly Jcal[], zones: Zones): ReadonlyMap<string, ReadonlySet<number>> {
  const moved = new Map<string, Set<number>>();
  for (const event of events) {
    const which = first(event, 'recurrence-id');
    if (!which) continue;
    const whose = word(event, 'uid');
    const known = moved.get(whose) ?? new Set();
    moved.set(whose, known);
    for (const at of momentsOf(which, zones)) known.add(at);
  }
  return moved;
}

/** Dates without a time, and what cannot be read, are none. */
function momentsOf(property: Property, zones: Zones): readonly number[] {
  const [, , type, ...values] = property;
  if (type !== 'date-time') return [];
  return values.flatMap((value) => {
    try {
      const { wall, zone } = zones.read(property, value);
      return zone(wall);
    } catch {
      return [];
    }
  });
}

/** Throws where its times or its rule cannot be read. */
function shiftsOf(
  event: Jcal,
  zones: Zones,
  window: Window,
  moved: ReadonlyMap<string, ReadonlySet<number>>,
): readonly Shift[] {
  const start = first(event, 'dtstart');
  if (!start) throw new Error('it has no beginning');
  const isShown = word(event, 'status') !== 'CANCELLED' && word(event, 'transp') !== 'TRANSPARENT';
  if (!isShown || start[2] !== 'date-time') return [];
  const { wall, zone } = zones.read(start, start[3]);
  const endOf = endsOf(event, zones, { wall, zone });
  const shiftAt = (begin: Wall): Shift => ({ start: zone(begin), end: endOf(begin) });
  const isOwn = first(event, 'recurrence-id') !== undefined;
  const gone = new Set(all(event, 'exdate').flatMap((one) => momentsOf(one, zones)));
  const elsewhere = isOwn ? undefined : moved.get(word(event, 'uid'));
  // What has its own entry in a series does not recur by itself.
  const recurring = isOwn
    ? []
    : all(event, 'rrule').flatMap((rule) => recurrences(rule, { wall, zone }, window));
  const added = isOwn
    ? []
    : all(event, 'rdate').flatMap((one) =>
        one[2] === 'date-time' ? one.slice(3).map((value) => zones.read(one, value).wall) : [],
      );
  return [wall, ...recurring, ...added]
    .map(shiftAt)
    .filter(
      ({ start: begins, end }) =>
        end - begins >= shortest &&
        end - begins <= longest &&
        begins < window.until &&
        end > window.from &&
        !gone.has(begins) &&
        elsewhere?.has(begins) !== true,
    );
}

type Timed = { wall: Wall; zone: Zone };

/** When it ends that begins then. The clock at the end is kept, also where it changes in between. */
function endsOf(event: Jcal, zones: Zones, start: Timed): (begin: Wall) => number {
  const until = first(event, 'dtend');
  if (until && until[2] === 'date-time') {
    const end = zones.read(until, until[3]);
    if (spelled(until[1].tzid) === spelled(first(event, 'dtstart')?.[1].tzid)) {
      const long = start.wall.until(end.wall, { largestUnit: 'hours' });
      return (begin) => end.zone(begin.add(long));
    }
    const ms = end.zone(end.wall) - start.zone(start.wall);
    return (begin) => start.zone(begin) + ms;
  }
  const long = Temporal.Duration.from(spelled(first(event, 'duration')?.[3] ?? 'PT0S'));
  return (begin) => start.zone(begin.add(long));
}

/** On the wall's clock, which never changes here. Throws where that is not to be counted in so many steps. */
function recurrences(
  [, , , value]: Property,
  { wall, zone }: Timed,
  { from, until }: Window,
): readonly Wall[] {
  const { until: last, ...parts } = value as Readonly<Record<string, unknown>>;
  // A shift that begins every hour, minute or second is none.
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(spelled(parts.freq)))
    throw new Error('it begins too often');
  const written = Object.entries(parts).map(([name, part]) => `${name.toUpperCase()}=${partOf(name, part)}`);
  const end = last === undefined ? undefined : endOfRule(spelled(last));
  const rule = new RRuleTemporal({
    rruleString: `RRULE:${written.join(';')}`,
    dtstart: wall.toZonedDateTime('UTC'),
    maxIterations: mostSteps,
    maxCandidateEvaluations: mostSteps * 10,
    ...(end ? { until: end.wall.toZonedDateTime('UTC') } : {}),
  });
  // Whatever its zone is, its wall is within a day of the world's.
  const day = 24 * hourMs;
  const found = rule.between(new Date(from - longest - day), new Date(until + day), true);
  if (found.length > mostOfARule) throw new Error('it begins too often');
  return found
    .map((one) => Temporal.PlainDateTime.from(one.toPlainDateTime().toString()))
    .filter((one) => end?.at === undefined || zone(one) <= end.at);
}

/** `at`, epoch ms, where it is told by the world's clock: by no wall it is more than a day later. */
function endOfRule(until: string): { wall: Wall; at?: number } {
  if (!until.includes('T')) return { wall: Temporal.PlainDate.from(until).toPlainDateTime('23:59:59') };
  const wall = Temporal.PlainDateTime.from(until.replace(/Z$/, ''));
  return until.endsWith('Z') ? { wall: wall.add({ days: 1 }), at: world(wall) } : { wall };
}

/** ical.js counts days of the week from Sunday, which is 1. */
const partOf = (name: string, part: unknown): string =>
  name === 'wkst' && typeof part === 'number'
    ? (['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][part - 1] ?? 'MO')
    : spelled(part);
