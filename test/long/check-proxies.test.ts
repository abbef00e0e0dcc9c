import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkProxy, resultOf } from '../check/check-proxy.js';

const RUNS = Number(process.env.HEAPTIDE_TEST_RUNS ?? 20);
const SESSIONS = 500;
const LIMIT_MS = 180_000;

/** With `HEAPTIDE_TEST_KEEP`, a directory, the captures of all runs are kept there. */
const kept = process.env.HEAPTIDE_TEST_KEEP;

describe.each(Array.from({ length: RUNS }, (_, i) => i + 1))('run %i', (run) => {
  let directory: string;
  beforeAll(async () => {
    directory = kept ?? (await mkdtemp(join(tmpdir(), 'heaptide-check-')));
  });
  afterAll(async () => {
    if (kept === undefined) await rm(directory, { recursive: true });
  });

  it('the leaky proxy fails the check, by the function that creates the session', async () => {
    const save = join(directory, `leaky-${run}`);
    const flags = ['--json', '--save', save];
    const checked = await checkProxy('leaky', { sessions: SESSIONS, flags, timeoutMs: LIMIT_MS });
    const result = resultOf(checked);
    print('leaky', checked.exit, result);
    expect(checked.exit).toBe(1);
    expect(result.outcome).toBe('failed');
    expect(result.findings[0]!.site).toMatchObject({ function: 'newSession', confirmed: true });
    expect(result.findings[0]!.key).toMatch(
      /^newSession@packages\/proxy\/dist\/sessions\/session-table\.js$/,
    );
  });

  it('the fixed proxy passes it', async () => {
    const save = join(directory, `fixed-${run}`);
    const flags = ['--json', '--save', save];
    const checked = await checkProxy('fixed', { sessions: SESSIONS, flags, timeoutMs: LIMIT_MS });
    const result = resultOf(checked);
    print('fixed', checked.exit, result);
    expect(result.findings).toEqual([]);
    expect(result.outcome).toBe('passed');
    expect(checked.exit).toBe(0);
  });
});

function print(
  kind: string,
  exit: number,
  { growth, rounds, seconds, findings }: ReturnType<typeof resultOf>,
): void {
  const found = findings.map(({ site }) => {
    const { perUnit, low, high } = site.slope;
    return `${site.function} ${perUnit.toFixed(0)} B (${low.toFixed(0)} to ${high.toFixed(0)})`;
  });
  const counts = `${growth.captures.length} captures in ${rounds} rounds and ${seconds.toFixed(1)} s`;
  console.log(`${kind}: exit ${exit}, ${growth.verdict}, ${counts}; ${found.join(', ') || 'no findings'}`);
}
