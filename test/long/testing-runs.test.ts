import { expect, it } from 'vitest';
import { runFixture } from '../testing/run-fixture.js';

const RUNS = Number(process.env.HEAPTIDE_TEST_RUNS ?? 30);

it.each(['threads', 'forks'] as const)(
  `${RUNS} times in a row: what leaks is named, what does not passes, in %s`,
  async (pool) => {
    const tests = await runFixture({ pool, rounds: RUNS, timeoutMs: 1_500_000 });
    const wrong = tests.filter(({ status }) => status !== 'passed');
    for (const title of new Set(tests.map((test) => test.title))) {
      const ofIt = tests.filter((test) => test.title === title);
      const right = ofIt.filter(({ status }) => status === 'passed').length;
      console.log(`${pool}: ${title}: ${right} of ${ofIt.length}`);
    }
    expect(wrong.map(({ title, failureMessages }) => `${title}: ${failureMessages.join('\n')}`)).toEqual([]);
    expect(tests).toHaveLength(7 * RUNS);
  },
);
