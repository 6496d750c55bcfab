// Where something is said on Teams: a conversation, and the address of the service that carries it. Both together are what
// the core keeps as `conversation` and `talk`, without looking inside.

/** `service` as Teams wrote it into the activity, `conversation` without the reply chain. */
export type Spot = { service: string; conversation: string };

export const placeOf = ({ service, conversation }: Spot): string => `${service} ${conversation}`;

/** Undefined where it is no place of ours. */
export function spotOf(place: string): Spot | undefined {
  const at = place.indexOf(' ');
  if (at < 1 || at === place.length - 1) return undefined;
  return { service: place.slice(0, at), conversation: place.slice(at + 1) };
}

/** A reply chain of a channel is written behind the channel's own id: `19:…@thread.tacv2;messageid=1481567603816`. */
const chain = ';messageid=';

export function withoutChain(id: string): { conversation: string; thread?: string } {
  const at = id.indexOf(chain);
  if (at === -1) return { conversation: id };
  return { conversation: id.slice(0, at), thread: id.slice(at + chain.length) };
}

export const withChain = (conversation: string, thread: string | undefined): string =>
  thread === undefined ? conversation : `${conversation}${chain}${thread}`;

/**
 * Whether our token may be sent there. Hosts are compared whole and in lower case; anything but https only to this machine.
 * Asked on arrival, and again whenever a place that was kept is used.
 */
export function isAllowed(service: string, hosts: readonly string[]): boolean {
  let url: URL;
  try {
    url = new URL(service);
  } catch {
    return false;
  }
  if (!hosts.includes(url.hostname) || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
