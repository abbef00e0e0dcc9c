import { afterAll, beforeAll, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytesUnder, startWorkbench, type Workbench } from './workbench.js';

const BLOCKED_MS = 5000;

let bench: Workbench;

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.tell('/keep?n=100000');
});

afterAll(async () => bench.program.stop());

it('answers within a second while the main thread is in a busy loop', async () => {
  await bench.tell(`/block?ms=${BLOCKED_MS}`);
  const begin = performance.now();
  await sleep(300);
  for (const query of ['', 'births=1', 'gc=1']) {
    const asked = performance.now();
    const capture = await bench.capture(query);
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(bytesUnder(capture, 'keepSessions')).toBeGreaterThan(0);
  }
  const asked = performance.now();
  expect((await bench.get('/debug/heap/stats')).status).toBe(200);
  expect(performance.now() - asked).toBeLessThan(1000);
  expect(performance.now() - begin).toBeLessThan(BLOCKED_MS - 500);
  const unblocked = performance.now();
  await bench.tell('/garbage?n=1');
  expect(performance.now() - unblocked).toBeGreaterThan(300);
});
