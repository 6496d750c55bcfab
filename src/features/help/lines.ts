// Where to get help now. Nothing here asks a database or a clock, so that it answers when all else is down.
import type { Key } from '../../words/speak.ts';
import { list } from './line-list.ts';

export type Line = {
  /** Stable: organisations keep what they confirmed under it. */
  id: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** A proper name, the same in every language. */
  name: string;
  about?: Key;
  /** As people dial it in that country. */
  call?: string;
  text?: { to: string; say?: string };
  /** An https address. */
  chat?: string;
  /** `from` and `to` are 24-hour clock times in `zone`; a `to` that is not after `from` is on the next day. */
  hours:
    | { kind: 'always' }
    | { kind: 'days'; days: 'every-day' | 'weekdays'; from: string; to: string; zone: string };
  /** BCP 47. */
  languages: readonly string[];
  for: 'everyone' | 'health-workers' | 'doctors' | 'nurses';
  /** The https address where those who run the line describe it. */
  source: string;
  /** ISO date. */
  checkedOn: string;
};

export type Directory = { name: string; address: string; about: Key };

export const lines: readonly Line[] = list;

/** Countries that we have lines for, in the order in which they are offered. */
export const countries: readonly string[] = [...new Set(lines.map((line) => line.country))];

/** What to dial when a life is in danger, as people there write it. Ireland has two numbers for the same service. */
export const emergency: Readonly<Record<string, string>> = {
  US: '911',
  CA: '911',
  GB: '999',
  IE: '112 / 999',
  AU: '000',
  NZ: '111',
  MX: '911',
  ES: '112',
};

/** For a country without lines of ours, or none chosen. */
export const fallback: { about: Key; directories: readonly Directory[] } = {
  about: 'line.fallback.about',
  directories: [
    { name: 'Find a Helpline', address: 'https://findahelpline.com', about: 'line.find-a-helpline.about' },
    { name: 'Befrienders Worldwide', address: 'https://befrienders.org', about: 'line.befrienders.about' },
  ],
};

/** Lower comes first: a line that anyone can reach at any hour must never stand below one that they cannot. */
function place(line: Line): number {
  return (line.for === 'everyone' ? 0 : 2) + (line.hours.kind === 'always' ? 0 : 1);
}

/**
 * For everyone first, then for health workers, each with those that never close first. Empty for an unknown country.
 * `among` is for an organisation that has lines of its own beside ours.
 */
export function linesFor(country: string, among: readonly Line[] = lines): readonly Line[] {
  return among.filter((line) => line.country === country).toSorted((a, b) => place(a) - place(b));
}

/** Last checked more than 90 days before `today`, an ISO date. An old line still shows. */
export function isOld(line: { checkedOn: string }, today: string): boolean {
  return Temporal.PlainDate.from(line.checkedOn).until(today).days > 90;
}
