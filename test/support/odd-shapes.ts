// Payloads as nobody ever sent them: one part at a time taken away or put in another's place.
import { isNode } from './slack-drawn.ts';

export type Path = readonly (string | number)[];

/** The ways to every part of a payload. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((part, at) => pathsIn(part, [...path, at]))];
  if (!isNode(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))];
}

export const gone = Symbol('gone');

/** The payload with something else at the end of the path, or nothing. */
export function changed(value: unknown, [next, ...rest]: Path, to: unknown): unknown {
  if (next === undefined) return to;
  const inside = (part: unknown) => changed(part, rest, to);
  if (Array.isArray(value))
    return value.flatMap((part, at) => {
      const made: unknown = at === next ? inside(part) : part;
      return made === gone ? [] : [made];
    });
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, key === next ? inside(part) : part] as const)
      .filter(([, part]) => part !== gone),
  );
}

export const anything: readonly unknown[] = [
  gone,
  null,
  true,
  false,
  0,
  -1,
  1e308,
  '',
  ' ',
  'x',
  '__proto__',
  'constructor',
  '\u0000',
  '\uD83D',
  'y'.repeat(70_000),
  'https://example.org',
  [],
  {},
  [[]],
  [null],
  [{}],
  { toString: null },
  { length: -1 },
];
