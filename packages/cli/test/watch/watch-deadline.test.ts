import { setTimeout as sleep } from 'node:timers/promises';
import { type Capture, HeaptideError } from '@heaptide/targets';
import { followWatch } from '@heaptide/tui';
import { expect, test } from 'vitest';
import { withDeadline } from '../../src/watch/watch-deadline.js';

/** Captures that take `takesMs`; those from `failFrom` on fail. */
function slowSource({ takesMs, failFrom = Infinity }: { takesMs: number; failFrom?: number }) {
  const source = {
    name: 'slow',
    begun: 0,
    capture: async (): Promise<Capture> => {
      const isFailure = ++source.begun >= failFrom;
      await sleep(takesMs);
      if (isFailure) throw new HeaptideError('HT_E_UNREACHABLE', 'gone');
      return { profile: {} as Capture['profile'], metadata: undefined };
    },
  };
  return source;
}

const report = { verdict: 'clean', captures: [], sites: [] } as never;

function watch(
  source: ReturnType<typeof slowSource>,
  { durationMs, signal = new AbortController().signal }: { durationMs?: number; signal?: AbortSignal },
) {
  return withDeadline(source, { durationMs, signal }, (timed) =>
    followWatch({ ...timed, everyMs: 20, createHunt: () => ({ add: () => report }) }),
  );
}

test('it ends in a pause when the time is over', async () => {
  const source = slowSource({ takesMs: 1 });
  const begin = performance.now();
  const { captures } = await watch(source, { durationMs: 150 });
  expect(performance.now() - begin).toBeLessThan(1000);
  expect(captures).toBe(source.begun);
  expect(captures).toBeGreaterThan(1);
});

test('a capture that is under way is awaited and judged', async () => {
  const source = slowSource({ takesMs: 300 });
  expect(await watch(source, { durationMs: 50 })).toMatchObject({ captures: 1, report });
  expect(source.begun).toBe(1);
});

test('a failure at the end ends it too, and is told', async () => {
  const source = slowSource({ takesMs: 100, failFrom: 2 });
  expect(await watch(source, { durationMs: 180 })).toMatchObject({ captures: 1, lost: 'gone' });
  expect(source.begun).toBe(2);
});

test('the user ends it before', async () => {
  const signal = AbortSignal.timeout(100);
  const begin = performance.now();
  await watch(slowSource({ takesMs: 1 }), { durationMs: 60_000, signal });
  expect(performance.now() - begin).toBeLessThan(5000);
});

test('without a time it goes on until the user ends it', async () => {
  const signal = AbortSignal.timeout(100);
  expect((await watch(slowSource({ takesMs: 1 }), { signal })).captures).toBeGreaterThan(1);
});
