// Which addresses of the network are anybody's, and not those of a machine beside us: an address that a person types must not make
// us ask the hospital's own machines, or a cloud's. The ranges are those of IANA's registries, as ipaddr.js keeps them.
import ipaddr from 'ipaddr.js';

/** False for whatever is no address, and for those in which another one hides (IPv4 in IPv6, 6to4, Teredo, NAT64). */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.parse(address);
  if (read.range() !== 'unicast') return false;
  // Of IPv6, what was ever given out is in 2000::/3.
  return read.kind() === 'ipv4' || read.match(ipaddr.parse('2000::'), 3);
}
