import { expect, it } from 'vitest';
import { OriginPool } from '../../src/sessions/origin-pool.js';
import { ANY_ORIGIN } from './origins.js';

it('has one object for all that are equal, as long as there is one', () => {
  const pool = new OriginPool(100_000);
  const first = pool.take(ANY_ORIGIN);
  const second = pool.take({ ...ANY_ORIGIN, initialize: Buffer.from(ANY_ORIGIN.initialize!) });
  expect(second).toBe(first);
  expect(pool.size).toBe(1);
  pool.release(first);
  expect(pool.size).toBe(1);
  pool.release(second);
  expect(pool).toMatchObject({ size: 0, bytes: 0 });
});

it.each([
  ['address', { ...ANY_ORIGIN, address: '127.0.0.1:3002' }],
  ['target', { ...ANY_ORIGIN, target: '/other' }],
  ['body', { ...ANY_ORIGIN, initialize: Buffer.from('{}') }],
  ['having a body', { ...ANY_ORIGIN, initialize: undefined }],
])('tells apart what differs in %s', (_, other) => {
  const pool = new OriginPool(100_000);
  expect(pool.take(other).origin).toEqual(other);
  expect(pool.take(ANY_ORIGIN).origin).toEqual(ANY_ORIGIN);
  expect(pool.size).toBe(2);
});

it('tells an empty body from none', () => {
  const pool = new OriginPool(100_000);
  pool.take({ ...ANY_ORIGIN, initialize: Buffer.alloc(0) });
  expect(pool.take({ ...ANY_ORIGIN, initialize: undefined }).origin.initialize).toBeUndefined();
});

it('copies a body out of the buffer that it is a slice of', () => {
  const received = Buffer.alloc(64 * 1024, 'x');
  const { origin } = new OriginPool(100_000).take({
    ...ANY_ORIGIN,
    initialize: received.subarray(10, 20),
  });
  received.fill('y');
  expect(origin.initialize!.toString()).toBe('xxxxxxxxxx');
  expect(origin.initialize!.buffer.byteLength).toBe(10);
});

it('gives up the body where the budget is short, then the target, and never goes much beyond it', () => {
  const pool = new OriginPool(16_000);
  const taken = Array.from({ length: 1_000 }, (_, index) =>
    pool.take({ ...ANY_ORIGIN, target: `/${index}`, initialize: Buffer.from(`{"id":${index}}`) }),
  );
  const whole = taken.filter(({ origin }) => origin.initialize !== undefined);
  const bare = taken.filter(({ origin }) => origin.initialize === undefined && origin.target !== '');
  const poor = taken.filter(({ origin }) => origin.target === '');
  expect(whole.length).toBeGreaterThan(10);
  expect(bare.length).toBeGreaterThan(0);
  expect(poor.length).toBeGreaterThan(900);
  expect(new Set(poor).size).toBe(1);
  expect(pool.bytes).toBeLessThan(17_000);
  expect(pool.withoutRecovery).toBe(1_000 - whole.length);
  for (const pooled of taken) pool.release(pooled);
  expect(pool).toMatchObject({ size: 0, bytes: 0 });
  expect(pool.take(ANY_ORIGIN).origin.initialize).toBeDefined();
});
