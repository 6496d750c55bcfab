// Shifts as people type them, in English or Spanish: "nights Mon to Wed, 19:00 to 07:30; days Fri 7-15". Every week the same. Pure.
import { localDay } from './local-day.ts';
import type { Shift } from './reach.ts';
import { momentOf, type Weekday } from './rule.ts';

/** Begins on each of these days; where it ends by then or earlier, it ends on the day after. 'HH:MM', local. */
export type ShiftBlock = { readonly days: readonly Weekday[]; readonly from: string; readonly until: string };

/** `part`: what could not be read, as it was typed, at most 60 characters of it. */
export type ReadPattern =
  | { kind: 'read'; blocks: readonly ShiftBlock[] }
  | { kind: 'wrong'; because: 'no-days' | 'no-times' | 'word' | 'nothing'; part: string };

const days: readonly (readonly [Weekday, readonly string[]])[] = [
  [1, ['mon', 'lun']],
  [2, ['tue', 'mar']],
  [3, ['wed', 'mie']],
  [4, ['thu', 'jue']],
  [5, ['fri', 'vie']],
  [6, ['sat', 'sab']],
  [7, ['sun', 'dom']],
];
const dayWord =
  /^(mon(days?)?|tue(s(days?)?)?|wed(nesdays?)?|thu(r(s(days?)?)?)?|fri(days?)?|sat(urdays?)?|sun(days?)?|lun(es)?|mar(tes)?|mie(rcoles)?|jue(ves)?|vie(rnes)?|sab(ados?)?|dom(ingos?)?)$/;
const to = new Set(['to', 'through', 'until', 'till', 'a', 'al', 'hasta', '-']);
const whole: Readonly<Record<string, readonly Weekday[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekday: [1, 2, 3, 4, 5],
  laborables: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  weekend: [6, 7],
};
/** Words that say nothing that the days and the times do not. */
const filler = new Set(
  `nights night days day shift shifts early late evening evenings from on the and at work every each of
   noches noche dia dias turno turnos manana mananas tarde tardes de del desde y e el la los las en trabajo cada todos fin semana`.split(
    /\s+/,
  ),
);
const time = String.raw`(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?\s*h?`;
const times = new RegExp(String.raw`${time}\s*(?:-|to|until|till|a|hasta)\s*(?:las\s+)?${time}(?=\s|,|$)`);

/** Reads what somebody typed; separated by semicolons or lines, each with its days and its times. */
export function readPattern(typed: string): ReadPattern {
  const parts = typed.split(/[;\n]/).filter((part) => part.trim() !== '');
  if (parts.length === 0) return { kind: 'wrong', because: 'nothing', part: '' };
  const blocks: ShiftBlock[] = [];
  for (const part of parts) {
    const block = readBlock(part);
    if ('because' in block)
      return { kind: 'wrong', because: block.because, part: (block.part ?? part).trim().slice(0, 60) };
    blocks.push(block);
  }
  return { kind: 'read', blocks };
}

type Wrong = { because: 'no-days' | 'no-times' | 'word'; part?: string };

function readBlock(part: string): ShiftBlock | Wrong {
  const plain = part.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[‐-―]/g, '-');
  const found = times.exec(plain);
  const from = found && clockOf(found[1], found[2], found[3]);
  const until = found && clockOf(found[4], found[5], found[6]);
  if (!found || !from || !until || from === until) return { because: 'no-times' };
  const rest = `${plain.slice(0, found.index)} ${plain.slice(found.index + found[0].length)}`;
  const on = readDays(rest);
  return Array.isArray(on) ? { days: on, from, until } : (on as Wrong);
}

function clockOf(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
): string | undefined {
  const given = Number(hour);
  if (half !== undefined && (given < 1 || given > 12)) return undefined;
  const hours = half === undefined ? given : (given % 12) + (half === 'pm' ? 12 : 0);
  const minutes = Number(minute ?? 0);
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return undefined;
  return `${String(hours % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function readDays(text: string): readonly Weekday[] | Wrong {
  if (/\b(every ?day|todos los dias)\b/.test(text)) return whole.daily ?? [];
  if (/\bfin(es)? de semana\b/.test(text)) return whole.weekends ?? [];
  const on = new Set<Weekday>();
  let last: Weekday | undefined;
  let isRange = false;
  for (const word of text.replaceAll('-', ' - ').split(/[\s,./&+:()]+/)) {
    if (word === '') continue;
    const named = dayWord.test(word)
      ? days.find(([, names]) => names.some((name) => word.startsWith(name)))?.[0]
      : undefined;
    if (named !== undefined) {
      if (isRange && last !== undefined) for (let day = last; day !== named; day = nextDay(day)) on.add(day);
      on.add(named);
      last = named;
      isRange = false;
    } else if (to.has(word)) isRange = last !== undefined;
    else if (word in whole) for (const day of whole[word] ?? []) on.add(day);
    else if (!filler.has(word)) return { because: 'word', part: word };
  }
  if (on.size === 0 || isRange) return { because: 'no-days' };
  return [...on].toSorted((one, other) => one - other);
}

const nextDay = (day: Weekday): Weekday => days.find(([one]) => one === (day % 7) + 1)?.[0] ?? 1;

const dayMs = 24 * 3_600_000;
/** Whole wards work by the same pattern, and counting one out takes a millisecond. */
const known = new Map<string, readonly Shift[]>();
const mostKnown = 500;

/** The shifts of this pattern that touch the time between these moments (epoch ms), in the order of their start. */
export function shiftsOf(
  blocks: readonly ShiftBlock[],
  zone: string,
  from: number,
  until: number,
): readonly Shift[] {
  if (blocks.length === 0) return [];
  const [begin, end] = [Math.floor(from / dayMs) * dayMs, Math.ceil(until / dayMs) * dayMs];
  const key = JSON.stringify([blocks, zone, begin, end]);
  let shifts = known.get(key);
  if (!shifts) {
    shifts = countOut(blocks, zone, begin, end);
    if (known.size >= mostKnown) known.clear();
    known.set(key, shifts);
  }
  return shifts.filter((shift) => shift.start < until && shift.end > from);
}

function countOut(
  blocks: readonly ShiftBlock[],
  zone: string,
  from: number,
  until: number,
): readonly Shift[] {
  const shifts: Shift[] = [];
  const last = localDay(until, zone);
  for (
    let date = localDay(from, zone).subtract({ days: 1 });
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  )
    for (const block of blocks) {
      if (!block.days.some((day) => day === date.dayOfWeek)) continue;
      const start = momentOf(date, block.from, zone);
      const end = momentOf(block.until > block.from ? date : date.add({ days: 1 }), block.until, zone);
      // A day that the zone leaves out has no shift; a shift that the clock leaves out, neither.
      if (start === undefined || end === undefined || end <= start) continue;
      if (start < until && end > from) shifts.push({ start, end });
    }
  return shifts.toSorted((one, other) => one.start - other.start);
}
