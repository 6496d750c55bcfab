// JSON from outside, read so that it can hurt nobody.

export type Body = Record<string, unknown>;

export const isRecord = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the platforms send nests about fifteen deep. */
const deepest = 64;

/** Undefined where it is not JSON, not an object, or nested to hurt. */
export function parseJson(text: string): Body | undefined {
  try {
    // Reading it nests no calls, however deep the text goes; whoever walks through what was read might.
    const value: unknown = JSON.parse(text);
    return isRecord(value) && isShallow(value, deepest) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isShallow = (value: unknown, room: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (room > 0 && Object.values(value).every((part) => isShallow(part, room - 1)));
