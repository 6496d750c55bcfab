// Reads a verified body: JSON for events, a form for commands, a form with JSON in it for interactions.

/** Slack's own payloads nest about fifteen deep. */
const deepest = 64;

export type Body = Record<string, unknown>;

export const isRecord = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where it is not what Slack sends: not JSON, not an object, or nested to hurt. */
export function parseBody(body: Buffer, contentType: string | undefined): Body | undefined {
  const text = body.toString('utf8');
  if (contentType?.startsWith('application/json')) return parseJson(text);
  const fields = new URLSearchParams(text);
  const payload = fields.get('payload');
  return payload === null ? Object.fromEntries(fields) : parseJson(payload);
}

function parseJson(text: string): Body | undefined {
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
