import { readFileSync } from 'node:fs';
import process from 'node:process';
import { expect } from 'vitest';
import { type ChurnResult, runChurn } from '../../packages/cli/src/churn/run-churn.js';
import { startApp, trackedSessions } from './proxy-under-test.js';
import { createMemoryCgroup } from '../support/memory-cgroup.js';

export const MIB = 1 << 20;
/** What the proxy is to be flat in. */
export const LIMIT_BYTES = 128 * MIB;
const WORKERS = 50;
/** Node itself has some 20 MiB more resident from version 24 on. */
const PEAK_BYTES = (Number.parseInt(process.versions.node) < 24 ? 80 : 100) * MIB;

/** What the proxy takes for itself in such a container where node lets it, and names where it does not. */
export const HEAP_LIMITS = ['--max-old-space-size=77', '--max-semi-space-size=1'];

export interface Soak {
  readonly lifecycles: number;
  readonly errors: readonly string[];
  /** Resident memory of the proxy after `settledAfter` lifecycles, at the end, and at its highest. */
  readonly settledBytes: number;
  readonly endBytes: number;
  readonly peakBytes: number;
  readonly sessionsLeft: number;
  readonly oomKills: number;
}

/**
 * Sends whole MCP lifecycles through a proxy that is limited to {@link LIMIT_BYTES}, and prints what it saw.
 * Returns the reason as a string where this machine has no memory cgroups to be had.
 */
export async function soakInLifecycles({
  settledAfter,
  lifecycles,
}: {
  readonly settledAfter: number;
  readonly lifecycles: number;
}): Promise<Soak | string> {
  const cgroup = createMemoryCgroup(LIMIT_BYTES);
  if (typeof cgroup === 'string') return cgroup;
  const server = await startApp('mcp-echo-server');
  const nodeArgs = [...HEAP_LIMITS, ...cgroup.nodeArgs];
  const proxy = await startApp('fixed-proxy', { UPSTREAM: server.url }, nodeArgs);
  try {
    const churn = (sessions: number) =>
      runChurn({ url: new URL(proxy.url), sessions, workers: WORKERS, warmup: 0, timeoutMs: 30_000 });
    const settling = await churn(settledAfter);
    const settledBytes = memoryOf(proxy.pid, 'VmRSS');
    const rest = await churn(lifecycles - settledAfter);
    const soak: Soak = {
      lifecycles: settling.lifecycles + rest.lifecycles,
      errors: [...settling.errorSamples, ...rest.errorSamples],
      settledBytes,
      endBytes: memoryOf(proxy.pid, 'VmRSS'),
      peakBytes: memoryOf(proxy.pid, 'VmHWM'),
      sessionsLeft: await trackedSessions(proxy.url),
      oomKills: cgroup.oomKills(),
    };
    console.log(
      [
        describeChurn(settling),
        `RSS after ${settledAfter}: ${inMib(settledBytes)}`,
        describeChurn(rest),
        `RSS after ${lifecycles}: ${inMib(soak.endBytes)}, at most ${inMib(soak.peakBytes)}`,
        `cgroup: ${inMib(cgroup.usage())} of ${inMib(LIMIT_BYTES)}, ${soak.oomKills} killed`,
        `sessions left: ${soak.sessionsLeft}`,
      ].join('\n'),
    );
    return soak;
  } finally {
    await proxy.stop();
    await server.stop();
    cgroup.remove();
  }
}

/** A figure of /proc/PID/status, in bytes. */
export function memoryOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
}

export function inMib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}

function describeChurn({ lifecycles, errors, perSecond, latencyMs }: ChurnResult): string {
  const { p50, p99 } = latencyMs;
  return (
    `${lifecycles} lifecycles, ${errors} errors, ${perSecond.toFixed(0)}/s, ` +
    `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`
  );
}

/** What every soak is held to. */
export function expectNothingKept(soak: Soak, lifecycles: number): void {
  expect(soak.errors).toEqual([]);
  expect(soak.lifecycles).toBe(lifecycles);
  expect(soak.sessionsLeft).toBe(0);
  expect(soak.oomKills).toBe(0);
  expect(soak.peakBytes).toBeLessThan(PEAK_BYTES);
}
