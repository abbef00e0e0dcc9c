import { readFileSync } from 'node:fs';
import { startedWithExactSites } from './exact-sites.js';
import type { ProcessIdentity } from '../reading/worker-protocol.js';

/** What this process is, under the name of `service`. */
export function processIdentity(service: string): ProcessIdentity {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return {
    pid: process.pid,
    startedAt: new Date(performance.timeOrigin).toISOString(),
    service,
    versions: { node: process.versions.node, v8: process.versions.v8, heaptide: version },
    exactSites: startedWithExactSites(nodeOptions()),
  };
}

/** Options of Node that this process was started with, in the order in which they hold. */
export function nodeOptions(): readonly string[] {
  return [...(process.env.NODE_OPTIONS ?? '').replaceAll('"', '').split(/\s+/), ...process.execArgv];
}
