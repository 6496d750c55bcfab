// A calendar's address, as people give it, and how it is read: which addresses we ask at all, and where they may lead us on to.
// What the network is, and which machines are never asked, is the port's business (adapters/web/get.ts).

/**
 * PORT: asks a web address once. Never rejects. Never asks a machine that is not on the public internet, and never by anything but
 * https; sends nothing of ours but the address. `moved`: it is elsewhere, as it was written there. `refused`: whoever is asked
 * does not give it. `unreachable`: nobody answers, not in time, not by https, or it is no public place: nobody learns which.
 */
export type Get = (address: URL, signal: AbortSignal) => Promise<Got>;
export type Got =
  | { kind: 'text'; text: string }
  | { kind: 'moved'; to: string }
  | { kind: 'failed'; because: 'unreachable' | 'refused' | 'too-large' };

export type Feed = { kind: 'text'; text: string } | { kind: 'failed'; because: FeedTrouble };
export type FeedTrouble = 'unreachable' | 'refused' | 'too-large';

export const mostAddress = 2_000;
const mostMoves = 3;
const longestMs = 10_000;

/** `webcal://`, as calendars are handed on, is https. Undefined: no https address, with a name or a password in it, or another port. */
export function readAddress(typed: string): URL | undefined {
  if (typed.length > mostAddress) return undefined;
  const address = URL.parse(typed.trim().replace(/^webcals?:/i, 'https:'));
  if (address?.protocol !== 'https:') return undefined;
  // Ports other than that of https are where machines talk to machines.
  if (address.port !== '' || address.username !== '' || address.password !== '') return undefined;
  address.hash = '';
  return address;
}

/** Wherever it leads, within three moves and ten seconds in all. Never rejects. */
export async function readFeed(get: Get, address: URL): Promise<Feed> {
  const signal = AbortSignal.timeout(longestMs);
  let at = address;
  for (let moves = 0; moves <= mostMoves; moves += 1) {
    const got = await get(at, signal);
    if (got.kind !== 'moved') return got;
    const next = readAddress(URL.parse(got.to, at)?.href ?? '');
    if (!next) break;
    at = next;
  }
  return { kind: 'failed', because: 'unreachable' };
}
