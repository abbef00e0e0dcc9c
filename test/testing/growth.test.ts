import { describe, expect, it } from 'vitest';
import { runFixture, type RunTest } from './run-fixture.js';

const TIMEOUT_MS = 90_000;

function failuresOf(tests: readonly RunTest[]): string[] {
  return tests
    .filter(({ status }) => status !== 'passed')
    .map(({ title, failureMessages }) => `${title}: ${failureMessages.join('\n')}`);
}

describe('@heaptide/testing under Vitest', () => {
  it('names what leaks, and passes what does not, in a thread', async () => {
    const tests = await runFixture({ pool: 'threads', rounds: 1, timeoutMs: TIMEOUT_MS });
    expect(failuresOf(tests)).toEqual([]);
    expect(tests).toHaveLength(7);
  });

  it('does so in a process', async () => {
    const named = 'a map of|keeps nothing';
    const tests = await runFixture({ pool: 'forks', rounds: 1, timeoutMs: TIMEOUT_MS, named });
    expect(failuresOf(tests)).toEqual([]);
    expect(tests).toHaveLength(2);
  });
});
