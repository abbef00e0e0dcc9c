import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { HeldSessions } from '../../../src/sessions/redis/held-sessions.js';
import { ManualClock } from '../../manual-clock.js';

function setUp() {
  const clock = new ManualClock();
  const renewed: string[] = [];
  const server = { isDown: false };
  const held = new HeldSessions({
    everyMs: 10_000,
    renew: (id) => {
      if (server.isDown) return Promise.reject(new Error('down'));
      renewed.push(id);
      return Promise.resolve();
    },
    clock,
  });
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds);
    await turn();
  };
  return { clock, renewed, server, held, pass };
}

it('renews every held session with one timer, and no longer than one is held', async () => {
  const { clock, renewed, held, pass } = setUp();
  const closeA = held.hold('a');
  const closeB = held.hold('b');
  expect(clock.pendingTasks).toBe(1);
  await pass(9_999);
  expect(renewed).toEqual([]);
  await pass(1);
  await pass(10_000);
  expect(renewed).toEqual(['a', 'b', 'a', 'b']);
  closeA();
  closeB();
  expect(renewed.slice(4)).toEqual(['a', 'b']);
  await pass(100_000);
  expect(renewed).toHaveLength(6);
  expect(clock.pendingTasks).toBe(0);
});

it('renews a session with two streams until the second ends', async () => {
  const { renewed, held, pass } = setUp();
  const closeFirst = held.hold('a');
  const closeSecond = held.hold('a');
  closeFirst();
  await pass(10_000);
  expect(renewed).toEqual(['a']);
  closeSecond();
  expect(renewed).toEqual(['a', 'a']);
});

it('does not renew a session that was held for less than a second', async () => {
  const { renewed, held, pass } = setUp();
  const closeBrief = held.hold('a');
  await pass(999);
  closeBrief();
  expect(renewed).toEqual([]);
  const closeLong = held.hold('a');
  await pass(1_000);
  closeLong();
  expect(renewed).toEqual(['a']);
});

it('renews very many, and each once a round', async () => {
  const { renewed, held, pass } = setUp();
  for (let index = 0; index < 1_001; index += 1) held.hold(`s${index}`);
  await pass(10_000);
  for (let step = 0; step < 20; step += 1) await turn();
  expect(renewed).toHaveLength(1_001);
  expect(new Set(renewed).size).toBe(1_001);
});

it('goes on after a round that failed', async () => {
  const { renewed, server, held, pass } = setUp();
  held.hold('a');
  server.isDown = true;
  await pass(10_000);
  expect(renewed).toEqual([]);
  server.isDown = false;
  await pass(10_000);
  expect(renewed).toEqual(['a']);
});

it('does nothing more once closed', async () => {
  const { clock, renewed, held, pass } = setUp();
  const close = held.hold('a');
  held.close();
  close();
  await pass(100_000);
  expect(renewed).toEqual([]);
  expect(clock.pendingTasks).toBe(0);
});
