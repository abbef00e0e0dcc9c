import { until } from '../support/until.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesUnder, startWorkbench, type Workbench } from './workbench.js';

interface Thread {
  readonly id: number;
  readonly title: string;
  readonly sampled: boolean;
}

let bench: Workbench;

beforeAll(async () => {
  const env = { HEAPTIDE_INTERVAL: '16384' };
  bench = await startWorkbench({ env, args: ['--leaking-workers'] });
  await until(() => /(worker up\n[^]*){3}/.test(bench.program.stdout()), 10_000);
});

afterAll(async () => bench.program.stop());

async function threads(): Promise<Thread[]> {
  const stats = (await (await bench.get('/debug/heap/stats')).json()) as { threads: Thread[] };
  return stats.threads;
}

describe("the program's own worker threads", () => {
  it('are listed, and which of them are sampled', async () => {
    const listed = await threads();
    expect(listed.map(({ sampled }) => sampled).sort()).toEqual([false, true, true]);
    expect(listed.every(({ title, id }) => title.startsWith(`[worker ${id}]`))).toBe(true);
  });

  it('each have a profile of their own, with births and collections', async () => {
    const sampled = (await threads()).filter((thread) => thread.sampled);
    for (const { id } of sampled) {
      const capture = await bench.capture(`thread=${id}&births=1&gc=1`);
      expect(capture.metadata).toMatchObject({ thread: id, births: true, gc: 'forced' });
      expect(bytesUnder(capture, 'keepInWorker')).toBeGreaterThan(1e6);
      expect(bytesUnder(capture, 'keepSessions')).toBe(0);
    }
    expect(bytesUnder(await bench.capture(), 'keepInWorker')).toBe(0);
  });

  it('answer while both they and the main thread are in a busy loop', async () => {
    const [{ id } = { id: 0 }] = (await threads()).filter((thread) => thread.sampled);
    await bench.tell('/block-workers?ms=3000');
    await bench.tell('/block?ms=3000');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    expect(bytesUnder(await bench.capture(`thread=${id}`), 'keepInWorker')).toBeGreaterThan(1e6);
    expect(performance.now() - asked).toBeLessThan(500);
  });

  it('where the agent was not loaded, that is said', async () => {
    const unsampled = (await threads()).find((thread) => !thread.sampled)!;
    const answer = await bench.get(`/debug/heap?thread=${unsampled.id}`);
    expect([answer.status, await answer.text()]).toEqual([
      503,
      `the agent was not loaded in thread ${unsampled.id}\n`,
    ]);
  });

  it('one that does not exist is a 503, no hang', async () => {
    const answer = await bench.get('/debug/heap?thread=999');
    expect([answer.status, await answer.text()]).toEqual([503, 'there is no thread 999\n']);
  });
});
