import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { launchProgram } from '../support/child-program.js';

/** What the programs print, each its own. */
interface Measured {
  readonly sessions: number;
  readonly bytesPerSession: number;
  readonly size: number;
  readonly cap: number;
  readonly lost: number;
  readonly ends: Record<string, number>;
  readonly grown: number;
  readonly steps: number;
  readonly medianStepMs: number;
  /** Quicker than that are 99 of 100. */
  readonly slowStepMs: number;
  readonly longestStepMs: number;
  readonly lateMs: number;
}

async function measure(program: string, ...args: string[]): Promise<Measured> {
  const script = fileURLToPath(new URL(`programs/${program}.mjs`, import.meta.url));
  const running = launchProgram({ args: [script, ...args], nodeArgs: ['--expose-gc'] });
  expect(await running.exited, running.stderr()).toBe(0);
  return JSON.parse(running.stdout()) as Measured;
}

describe('a session takes at most 200 bytes of heap', () => {
  it.each(['slices', 'joined'])('where ids are %s of other texts', async (ids) => {
    const { sessions, bytesPerSession } = await measure('heap-per-session', '100000', ids);
    expect(sessions).toBe(100_000);
    expect(bytesPerSession).toBeLessThan(200);
    // Less than the id and the entry alone would mean that they are not there.
    expect(bytesPerSession).toBeGreaterThan(120);
  });
});

it('a million abandoned sessions neither fill the memory nor displace those that go on talking', async () => {
  const { size, cap, lost, ends, grown } = await measure('abandoned-sessions');
  expect(size).toBe(cap);
  expect(lost).toBe(0);
  expect(ends).toEqual({ evicted: 1_000_050 - cap });
  expect(grown).toBeLessThan(2 * 1024 ** 2);
});

it('100,000 sessions that come due together end within a second, without stopping the event loop', async () => {
  const { steps, medianStepMs, slowStepMs, longestStepMs, lateMs } = await measure('mass-expiry');
  expect(steps).toBeGreaterThan(100);
  // Processor time of all threads, the collector's and the compiler's too.
  expect(medianStepMs).toBeLessThan(2);
  expect(slowStepMs).toBeLessThan(5);
  expect(longestStepMs).toBeLessThan(15);
  expect(lateMs).toBeLessThan(1_000);
});
