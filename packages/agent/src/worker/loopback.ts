import { isIPv4, isIPv6 } from 'node:net';

/** Whether `host` is `localhost`, in 127.0.0.0/8 or ::1. Nothing is looked up, so DNS has no say. */
export function isLoopbackHost(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  if (isIPv4(host)) return host.startsWith('127.');
  return isIPv6(host) && new URL(`http://[${host}]`).hostname === '[::1]';
}

const HOST_HEADER = /^(?:\[([^\]]+)\]|([^:]*))(?::\d{1,5})?$/;

/**
 * Whether a Host header names this machine. A page on the web can point its own name at 127.0.0.1 (DNS rebinding), but
 * its browser still sends that name.
 */
export function isLoopbackHostHeader(header: string): boolean {
  const match = HOST_HEADER.exec(header);
  return match !== null && isLoopbackHost(match[1] ?? match[2] ?? '');
}
