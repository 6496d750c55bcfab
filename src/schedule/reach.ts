// Whether somebody may be reached at a moment, and when they next may. Pure.
import { localDay } from './local-day.ts';
import { afterQuiet, type Quiet } from './quiet.ts';

/** Epoch ms; `end` is not at work any more. */
export type Shift = { readonly start: number; readonly end: number };

/**
 * What somebody's time is like. Days are ISO dates of their own zone; `pausedUntil` is the first on which they may be reached
 * again. `weekdays`: 1 Monday … 7 Sunday.
 */
export type Hours = {
  readonly zone: string;
  readonly quiet: Quiet | null;
  readonly pausedUntil: string | null;
  readonly daysOff: { readonly weekdays: readonly number[]; readonly dates: readonly string[] };
  readonly holidays: readonly string[];
  /** In the order of their start. Those that begin on a day off are not worked. */
  readonly shifts: readonly Shift[];
  /** Epoch ms until which all shifts are known: a local day before it that none of them touches is a day off. Null: nobody knows. */
  readonly shiftsUntil: number | null;
  /** So long after the end of a night shift nobody wakes them. */
  readonly sleepHours: number;
};

export type Away = 'paused' | 'dayOff' | 'holiday' | 'sleep' | 'quiet';

/** `next`, epoch ms: the first moment at which they may; null where that is more than 60 days away. */
export type Reach =
  | { readonly may: true }
  | { readonly may: false; readonly because: Away; readonly next: number | null };

const hourMs = 3_600_000;
const horizonMs = 60 * 24 * hourMs;

/**
 * Away for a day or longer comes first, then sleep. Whoever is at work is not asleep, and may be reached in hours that are quiet
 * at home.
 */
export function mayReach(hours: Hours, at: number): Reach {
  const first = obstacle(hours, at);
  if (!first) return { may: true };
  let moment: number = first.until;
  while (moment <= at + horizonMs) {
    const another = obstacle(hours, moment);
    if (!another) return { may: false, because: first.because, next: moment };
    moment = another.until;
  }
  return { may: false, because: first.because, next: null };
}

/** What stands in the way at this moment, and when that ends at the earliest: always later. */
function obstacle(hours: Hours, at: number): { because: Away; until: number } | undefined {
  const { zone, quiet, pausedUntil, holidays } = hours;
  const date = localDay(at, zone);
  const day = date.toString();
  if (pausedUntil !== null && day < pausedUntil)
    return { because: 'paused', until: startOf(Temporal.PlainDate.from(pausedUntil), zone) };
  const shifts = worked(hours);
  if (shifts.some(({ start, end }) => start <= at && at < end)) return undefined;
  const workOr = (until: number): number =>
    Math.min(until, ...shifts.flatMap(({ start }) => (start > at ? [start] : [])));
  const tomorrow = startOf(date.add({ days: 1 }), zone);
  if (isOff(hours, date) || isBetweenShifts(hours, shifts, date))
    return { because: 'dayOff', until: workOr(tomorrow) };
  if (holidays.includes(day)) return { because: 'holiday', until: workOr(tomorrow) };
  const awake = endOfSleep(hours, shifts, at);
  if (awake !== undefined) return { because: 'sleep', until: workOr(awake) };
  const loud = afterQuiet(at, zone, quiet);
  if (loud <= at) return undefined;
  // Where the clock is changed on the way, the hour may be loud at once, or quiet for longer: it is looked at again then.
  const change = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next')?.epochMilliseconds;
  return { because: 'quiet', until: workOr(Math.min(loud, change ?? loud)) };
}

const startOf = (date: Temporal.PlainDate, zone: string): number =>
  date.toZonedDateTime(zone).epochMilliseconds;

const isOff = ({ daysOff }: Hours, date: Temporal.PlainDate): boolean =>
  daysOff.dates.includes(date.toString()) || daysOff.weekdays.includes(date.dayOfWeek);

/** Whoever marks a day as off does not work what the pattern says of it. */
export const worked = (hours: Hours): readonly Shift[] =>
  hours.daysOff.dates.length + hours.daysOff.weekdays.length === 0
    ? hours.shifts
    : hours.shifts.filter(({ start }) => !isOff(hours, localDay(start, hours.zone)));

function isBetweenShifts(
  { zone, shiftsUntil }: Hours,
  shifts: readonly Shift[],
  date: Temporal.PlainDate,
): boolean {
  if (shiftsUntil === null) return false;
  const [start, end] = [startOf(date, zone), startOf(date.add({ days: 1 }), zone)];
  return end <= shiftsUntil && !shifts.some((shift) => shift.start < end && shift.end > start);
}

/** Until when they sleep after a night at work; undefined where they do not. */
function endOfSleep({ zone, sleepHours }: Hours, shifts: readonly Shift[], at: number): number | undefined {
  const night = shifts.find(
    (shift) => shift.end <= at && at < shift.end + sleepHours * hourMs && isNight(shift, zone),
  );
  return night && night.end + sleepHours * hourMs;
}

/** Of a shift that covers three in the morning. */
export function isNight({ start, end }: Shift, zone: string): boolean {
  const first = localDay(start, zone);
  return [0, 1].some((days) => {
    const three = first
      .add({ days })
      .toZonedDateTime({ timeZone: zone, plainTime: '03:00' }).epochMilliseconds;
    return start <= three && three < end;
  });
}
