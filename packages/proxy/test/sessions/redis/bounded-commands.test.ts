import { expect, it } from 'vitest';
import { BoundedCommands } from '../../../src/sessions/redis/bounded-commands.js';
import { SessionStoreDown } from '../../../src/sessions/session-store.js';

const never = () => new Promise<never>(() => undefined);

it('gives the answer', async () => {
  expect(await new BoundedCommands(1_000).run(() => Promise.resolve(7))).toBe(7);
});

it('gives up at its bound', async () => {
  const started = performance.now();
  await expect(new BoundedCommands(100).run(never)).rejects.toThrow(SessionStoreDown);
  const elapsedMs = performance.now() - started;
  expect(elapsedMs).toBeGreaterThan(95);
  expect(elapsedMs).toBeLessThan(800);
});

it('says why, but not what was sent, of an error of the client', async () => {
  const error = Object.assign(new Error('OOM command\r\nnot allowed'), { command: { args: ['secret'] } });
  const thrown = await new BoundedCommands(1_000)
    .run(() => Promise.reject(error))
    .catch((down: unknown) => down);
  expect(thrown).toBeInstanceOf(SessionStoreDown);
  expect((thrown as Error).message).toBe('session store: OOM command not allowed');
  expect((thrown as Error).cause).toBeUndefined();
});

it('refuses at once what would pile up, until there are answers again', async () => {
  const commands = new BoundedCommands(50);
  const answers: (() => void)[] = [];
  const late = () => new Promise<void>((resolve) => answers.push(resolve));
  const size = 1024 ** 2;
  const sent = Array.from({ length: 15 }, () => commands.run(late, size));
  let isSent = false;
  const send = () => {
    isSent = true;
    return Promise.resolve();
  };
  await expect(commands.run(send, size)).rejects.toThrow('unanswered');
  expect(isSent).toBe(false);
  const outcomes = await Promise.allSettled(sent);
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  // Having been given up, they may still be in the way.
  await expect(commands.run(send, size)).rejects.toThrow('unanswered');
  for (const answer of answers) answer();
  await new Promise((resolve) => setImmediate(resolve));
  await commands.run(send, size);
  expect(isSent).toBe(true);
});
