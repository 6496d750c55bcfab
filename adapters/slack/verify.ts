// Tells Slack's requests from everybody else's, before a byte of them is parsed.
// Source: Slack, "Verifying requests from Slack" (signature v0 over `v0:timestamp:body`).
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack sends at once; the window only forgives clocks. Into the future as well, or a stolen request could be kept for later. */
const windowSeconds = 5 * 60;

export type Signed = { body: Buffer; timestamp: string | undefined; signature: string | undefined };

/** `secrets`: the signing secret, and the one before while it is being changed. `now` in epoch ms. */
export function isFromSlack(
  { body, timestamp, signature }: Signed,
  secrets: readonly string[],
  now: number,
): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1_000 - Number(timestamp)) > windowSeconds) return false;
  const given = Buffer.from(signature);
  let fits = false;
  for (const secret of secrets) {
    const wanted = Buffer.from(
      `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
    );
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) fits = true;
  }
  return fits;
}
