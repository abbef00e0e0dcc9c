import { HeaptideError } from '@heaptide/profile';
import type { CallOptions, CdpConnection } from './cdp-connection.js';
import { evaluate } from './evaluate.js';

/** Figures of a process at one moment, bytes. */
export interface AttachedFigures {
  readonly heapUsed: number;
  readonly heapTotal: number;
  readonly heapLimit: number;
  readonly rss: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly cgroup?: { readonly usage: number; readonly limit: number };
}

/** What a process says that it is. Hostile text. */
export interface AttachedIdentity {
  /** As the process sees it, which is another than from without where it runs in a container. */
  readonly pid: number;
  /** Names the numbering that `pid` is of: that of its container. */
  readonly pidNamespace?: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** As the agent would name it. */
  readonly service: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly exactSites: boolean;
}

// Both are evaluated within an interrupt, maybe of a regular expression of the program, and so use none: see docs/decisions/why.md.
const IDENTITY = `(function () {
  var path = need('path'), options = (process.env.NODE_OPTIONS || '').split(' ').concat(process.execArgv);
  var off = function (name) { return options.join(' ').split('_').join('-').indexOf('--no-' + name) >= 0 };
  var namespace = (function () { try { return need('fs').readlinkSync('/proc/self/ns/pid') } catch (error) {} })();
  return {
    pid: process.pid, pidNamespace: namespace,
    startedAt: new Date(need('perf_hooks').performance.timeOrigin).toISOString(),
    service: process.env.HEAPTIDE_SERVICE || path.basename(process.argv[1] || '') || 'node',
    versions: { node: process.versions.node, v8: process.versions.v8 },
    exactSites: off('turbo-inlining') && (parseInt(process.versions.v8) < 12 || off('maglev-inlining'))
  };
})()`;

const FIGURES = `(function () {
  var memory = process.memoryUsage(), limit = process.constrainedMemory ? process.constrainedMemory() : 0;
  var figures = {
    heapUsed: memory.heapUsed, heapTotal: memory.heapTotal, heapLimit: need('v8').getHeapStatistics().heap_size_limit,
    rss: memory.rss, external: memory.external, arrayBuffers: memory.arrayBuffers || 0
  };
  if (limit > 0 && limit < need('os').totalmem() && process.availableMemory)
    figures.cgroup = { usage: limit - process.availableMemory(), limit: limit };
  return figures;
})()`;

/** @throws {HeaptideError} `HT_E_INSPECTOR`, and what `CdpConnection.call` does. */
export async function readIdentity(cdp: CdpConnection, options?: CallOptions): Promise<AttachedIdentity> {
  const value = (await evaluate(cdp, IDENTITY, options)) as AttachedIdentity | null | undefined;
  if (typeof value?.pid === 'number') return value;
  throw unlikely();
}

/** @throws {HeaptideError} `HT_E_INSPECTOR`, and what `CdpConnection.call` does. */
export async function readFigures(cdp: CdpConnection, options?: CallOptions): Promise<AttachedFigures> {
  const value = (await evaluate(cdp, FIGURES, options)) as AttachedFigures | null | undefined;
  if (typeof value?.heapUsed === 'number') return value;
  throw unlikely();
}

function unlikely(): HeaptideError {
  return new HeaptideError('HT_E_INSPECTOR', 'what the process tells of itself is not what Node.js tells');
}
