import { expect, test } from 'vitest';
import { openingProgress } from '../../src/snapshot/opening-progress.js';

function terminal(isTTY: boolean) {
  const writes: string[] = [];
  const clock = { now: 0 };
  const out = {
    isTTY,
    write: (text: string) => {
      writes.push(text);
      return true;
    },
  };
  return { writes, clock, progress: openingProgress(out, () => clock.now) };
}

test('a bar that is repainted, and removed in the end', () => {
  const { writes, clock, progress } = terminal(true);
  clock.now = 600;
  progress.update({ stage: 'reading', share: 0.5 });
  progress.update({ stage: 'reading', share: 0.501 });
  progress.update({ stage: 'reading', share: 2 });
  progress.end();
  expect(writes).toEqual([
    `\r\u001B[K[${'#'.repeat(15)}${'-'.repeat(15)}] reading`,
    `\r\u001B[K[${'#'.repeat(30)}] reading`,
    '\r\u001B[K',
  ]);
});

test('nothing for what is open at once', () => {
  const { writes, progress } = terminal(true);
  progress.update({ stage: 'reading', share: 0.5 });
  progress.end();
  expect(writes).toEqual([]);
});

test('nothing where nobody looks', () => {
  const { writes, clock, progress } = terminal(false);
  clock.now = 10_000;
  progress.update({ stage: 'reading', share: 0.5 });
  progress.end();
  expect(writes).toEqual([]);
});
