import { isIPv4 } from 'node:net';

const MAPPED = '::ffff:';

/** The address of a socket's other side, as one writes it: IPv4 peers of a dual-stack socket are `::ffff:a.b.c.d`. */
export function peerAddress(remoteAddress: string): string {
  if (!remoteAddress.startsWith(MAPPED)) return remoteAddress;
  const address = remoteAddress.slice(MAPPED.length);
  return isIPv4(address) ? address : remoteAddress;
}
