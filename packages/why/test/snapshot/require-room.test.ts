import { describe, expect, test } from 'vitest';
import { requireRoom } from '../../src/snapshot/require-room.js';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

function facts(given: { heapUsed: number; rss?: number; memoryLimit?: number; freeSystemMemory?: number }) {
  return {
    pid: 1,
    nodeVersion: 'v24.0.0',
    rss: 100 * MIB,
    memoryLimit: 2 ** 63,
    freeSystemMemory: 8 * GIB,
    largeObjects: 0,
    ...given,
  };
}

describe('the room that a heap snapshot needs', () => {
  test('is 14 times the heap', () => {
    expect(() => requireRoom(facts({ heapUsed: 100 * MIB, freeSystemMemory: 1400 * MIB }))).not.toThrow();
    expect(() => requireRoom(facts({ heapUsed: 100 * MIB, freeSystemMemory: 1399 * MIB }))).toThrow(
      'the process has 1.37 GiB free, and a heap snapshot takes up to 1.37 GiB, 14 times its heap',
    );
  });

  test('is what the cgroup leaves, where that is less than the system has', () => {
    const small = facts({ heapUsed: 20 * MIB, rss: 90 * MIB, memoryLimit: 128 * MIB });
    expect(() => requireRoom(small)).toThrow(
      'the process has 38.0 MiB free, and a heap snapshot takes up to 280 MiB, 14 times its heap',
    );
    expect(() => requireRoom({ ...small, memoryLimit: 512 * MIB })).not.toThrow();
  });

  test('is told as nothing where the process is above its limit already', () => {
    expect(() => requireRoom(facts({ heapUsed: MIB, rss: 200 * MIB, memoryLimit: 128 * MIB }))).toThrow(
      'has 0 B free',
    );
  });
});
