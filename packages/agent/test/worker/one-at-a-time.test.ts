import { expect, it } from 'vitest';
import { OneAtATime, QueueFull } from '../../src/worker/one-at-a-time.js';

const { signal } = new AbortController();

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

it('runs tasks in order, never two at once, also after one has failed', async () => {
  const queue = new OneAtATime(8);
  const seen: string[] = [];
  const task = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (name === 'a') throw new Error('a failed');
    return name;
  };
  const results = await Promise.allSettled([queue.run(task('a'), signal), queue.run(task('b'), signal)]);
  expect(results).toMatchObject([{ reason: { message: 'a failed' } }, { value: 'b' }]);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('refuses when too many wait, and takes more once they have gone', async () => {
  const queue = new OneAtATime(1);
  const { opened, open } = gate();
  const first = queue.run(() => opened, signal);
  await Promise.resolve();
  const second = queue.run(() => Promise.resolve('second'), signal);
  await expect(queue.run(() => Promise.resolve('third'), signal)).rejects.toBeInstanceOf(QueueFull);
  open();
  await first;
  expect(await second).toBe('second');
  expect(await queue.run(() => Promise.resolve('fourth'), signal)).toBe('fourth');
});

it('skips a task whose client has gone', async () => {
  const queue = new OneAtATime(8);
  const { opened, open } = gate();
  const first = queue.run(() => opened, signal);
  const client = new AbortController();
  let ran = false;
  const second = queue.run(() => Promise.resolve((ran = true)), client.signal);
  client.abort();
  open();
  await first;
  await expect(second).rejects.toThrow('aborted');
  expect(ran).toBe(false);
});

it('lets a task whose client goes leave the queue at once, so that others find room', async () => {
  const queue = new OneAtATime(1);
  const { opened, open } = gate();
  const first = queue.run(() => opened, signal);
  const client = new AbortController();
  const gone = queue.run(() => Promise.resolve(), client.signal);
  client.abort();
  await expect(gone).rejects.toThrow('aborted');
  const next = queue.run(() => Promise.resolve('next'), signal);
  open();
  await first;
  expect(await next).toBe('next');
});

it('runs what is urgent before all that wait, also when the queue is full', async () => {
  const queue = new OneAtATime(1);
  const { opened, open } = gate();
  const seen: string[] = [];
  const note = (name: string) => () => Promise.resolve(seen.push(name));
  const all = [
    queue.run(() => opened, signal),
    queue.run(note('client'), signal),
    queue.runNext(note('urgent')),
  ];
  open();
  await Promise.all(all);
  expect(seen).toEqual(['urgent', 'client']);
});
