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
  const fields = Object.fromEntries(new URLSearchParams(text));
  return fields.payload === undefined ? fields : parseJson(fields.payload);
}

function parseJson(text: string): Body | undefined {
  if (depthOf(text) > deepest) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How deep brackets nest outside of strings, without building anything. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > most) most = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return most;
}
