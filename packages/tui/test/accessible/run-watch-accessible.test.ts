import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { HeaptideError } from '@heaptide/targets';
import { expect, test } from 'vitest';
import { runWatchAccessible } from '../../src/accessible/run-watch-accessible.js';
import type { WatchClock } from '../../src/session/watch-clock.js';
import { EVERY_MS, START, sampleCapture } from '../sample-report.js';
import { type Answer, ScriptedSource, sampleHunt } from '../scripted-session.js';

/** Time stands still: only what is asked for goes on. */
const standing: WatchClock = {
  now: () => START,
  sleep: (_ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    }),
};

function start(answers: readonly Answer[], { isTTY = false } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const ending = new AbortController();
  const said: string[] = [];
  const source = new ScriptedSource(answers);
  const ended = runWatchAccessible({
    source,
    everyMs: EVERY_MS,
    createHunt: () => sampleHunt(),
    clock: standing,
    turnedOnBy: '--accessible',
    input,
    write: (text) => said.push(text),
    signal: ending.signal,
  });
  const told = async (text: string) => {
    while (!said.some((line) => line.includes(text))) await turn();
  };
  return { input, ending, said, source, ended, told };
}

test('piped commands are answered in their order once there is a capture, and quit ends it', async () => {
  const { input, said, ended } = start([sampleCapture(0)]);
  input.end('list 1\nshow 1\nquit\nstatus\n');
  expect(await ended).toMatchObject({ captures: 1 });
  const text = said.join('');
  expect(text).toMatch(/^Accessible mode, turned on by --accessible\. Nothing is repainted\.\n/);
  const order = [
    'heaptide watches pod/proxyrunner-7c9f',
    'Leak, confirmed',
    'Site 1 of',
    'Trend:',
    'Ended after 1 capture.',
  ];
  expect(order.map((part) => text.indexOf(part)).toSorted((a, b) => a - b)).toEqual(
    order.map((part) => text.indexOf(part)),
  );
  expect(text).not.toContain('-1');
  expect(said.filter((line) => line.includes('captures taken'))).toEqual([]);
  expect(input.listenerCount('data')).toBe(0);
});

test('a capture that is confirmed comes at once', async () => {
  const { input, source, told, ending, ended } = start([sampleCapture(0), sampleCapture(1)], { isTTY: true });
  input.write('capture\n');
  await told('Say yes to take it');
  input.write('yes\nstatus\n');
  while (source.requests < 2) await turn();
  ending.abort();
  expect(await ended).toMatchObject({ captures: 2 });
});

test('the end of a terminal ends it, the end of a pipe does not', async () => {
  const terminal = start([sampleCapture(0)], { isTTY: true });
  await terminal.told('Leak');
  terminal.input.end();
  await terminal.ended;
  const pipe = start([sampleCapture(0)]);
  pipe.input.end();
  await pipe.told('No more commands.');
  pipe.ending.abort();
  await pipe.ended;
});

test('lines may come in pieces, and one that never ends is bounded', async () => {
  const { input, said, told, ended } = start([sampleCapture(0)], { isTTY: true });
  await told('Leak');
  input.write('sta');
  input.write('tus\r\n');
  await told('1 capture taken');
  for (let turns = 0; turns < 50; turns++) input.write('x'.repeat(100_000));
  input.write('\nquit\n');
  await ended;
  expect(said.filter((line) => line.startsWith('That is no command.'))).toHaveLength(1);
});

test('more commands than can wait are answered all the same', async () => {
  const { input, said, ended } = start([sampleCapture(0)]);
  input.write('no\n'.repeat(500));
  input.write('no\n'.repeat(500));
  input.end('quit\n');
  await ended;
  expect(said.filter((line) => line === 'There is no question.\n')).toHaveLength(1000);
});

test('a first failure is the callers, and nobody reads on', async () => {
  const failure = new HeaptideError('HT_E_UNREACHABLE', 'connection refused');
  const { input, ended } = start([failure]);
  input.write('list\n');
  await expect(ended).rejects.toBe(failure);
  expect(input.listenerCount('data')).toBe(0);
});
