import { isIPv4, isIPv6 } from 'node:net';

/**
 * Whether `host`, a name or an address with or without brackets, is this machine alone: `localhost`, 127.0.0.0/8 or
 * ::1. Nothing is looked up, so DNS has no say.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name === 'localhost.') return true;
  if (name.startsWith('127.')) return isIPv4(name);
  const address = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  if (address === '::1') return true;
  return isIPv6(address) && !address.includes('%') && new URL(`http://[${address}]`).hostname === '[::1]';
}
