// Reads a verified body: JSON for events, a form for commands, a form with JSON in it for interactions.
import { type Body, parseJson } from '../../src/chat/json.ts';

/** Undefined where it is not what Slack sends: not JSON, not an object, or nested to hurt. */
export function parseBody(body: Buffer, contentType: string | undefined): Body | undefined {
  const text = body.toString('utf8');
  if (contentType?.startsWith('application/json')) return parseJson(text);
  const fields = new URLSearchParams(text);
  const payload = fields.get('payload');
  return payload === null ? Object.fromEntries(fields) : parseJson(payload);
}
