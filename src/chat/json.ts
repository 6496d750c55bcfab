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

/** Every request comes by here: its parts are walked through where they stand, without lists made of them. */
function isShallow(value: unknown, room: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (room === 0) return false;
  if (isRecord(value)) {
    for (const name in value) if (!isShallow(value[name], room - 1)) return false;
  } else if (Array.isArray(value)) {
    for (const part of value) if (!isShallow(part, room - 1)) return false;
  }
  return true;
}
