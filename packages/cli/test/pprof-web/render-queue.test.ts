import { expect, it } from 'vitest';
import { RenderQueue } from '../../src/pprof/web/render-queue.js';

const never = new AbortController().signal;

it('runs a few at a time, in order, and turns away what is too much', async () => {
  const queue = new RenderQueue({ atOnce: 2, mostWaiting: 1 });
  const started: number[] = [];
  const finish: (() => void)[] = [];
  const run = (n: number, signal = never): Promise<number | 'busy'> =>
    queue.run(
      () =>
        new Promise<number>((resolve) => {
          started.push(n);
          finish.push(() => resolve(n));
        }),
      signal,
    );
  const [first, second, third, fourth] = [run(1), run(2), run(3), run(4)];
  expect(await fourth).toBe('busy');
  expect(started).toEqual([1, 2]);
  finish.shift()!();
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(started).toEqual([1, 2, 3]);
  for (const end of finish.splice(0)) end();
  expect(await Promise.all([second, third])).toEqual([2, 3]);
});

it('passes the turn on when its owner has gone or failed', async () => {
  const queue = new RenderQueue({ atOnce: 1, mostWaiting: 5 });
  const gone = new AbortController();
  let end = (): void => undefined;
  const first = queue.run(() => new Promise<void>((resolve) => (end = resolve)), never);
  const second = queue.run(() => Promise.resolve('unwanted'), gone.signal);
  const third = queue.run(() => Promise.reject(new Error('failed')), never);
  const fourth = queue.run(() => Promise.resolve('served'), never);
  gone.abort();
  end();
  await first;
  await expect(second).rejects.toThrow('aborted');
  await expect(third).rejects.toThrow('failed');
  expect(await fourth).toBe('served');
  expect(await queue.run(() => Promise.resolve('next'), never)).toBe('next');
});
