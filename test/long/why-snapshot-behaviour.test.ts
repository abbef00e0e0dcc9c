/** What else a question with a heap snapshot does: files, refusals, interruption, and what it leaves behind. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHeapSnapshot } from '@heaptide/heapsnapshot';
import { CdpConnection } from '@heaptide/targets/attach';
import { catchForSnapshot, type WhyStep } from '@heaptide/why';
import { expect, onTestFinished, test } from 'vitest';
import { askBySnapshot } from '../../packages/cli/dist/why/snapshot-mode.js';
import { createMemoryCgroup } from '../support/memory-cgroup.js';
import { postWork } from '../why/work-load.js';
import { siteOf } from '../why-snapshot/support/snapshot-programs.js';
import { withProgram } from '../why-snapshot/support/with-program.js';

const LIMIT_MS = 90_000;
const PROXY = { name: 'proxy-target', makes: 'makeEntry', warmUp: 2000 };

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'why-snapshot-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('the heap snapshot is kept where it is wanted, and whole', { timeout: LIMIT_MS }, async () => {
  const folder = await temporaryFolder();
  const output = join(folder, 'why.heapsnapshot');
  const answer = await withProgram(PROXY, {}, (connection) =>
    askBySnapshot({ connection, question: { site: siteOf(PROXY) }, output }),
  );
  expect(answer.snapshot!.file).toBe(output);
  expect(answer.details).toContain(`it is kept in ${output}`);
  expect(await readdir(folder)).toEqual(['why.heapsnapshot']);
  expect((await stat(output)).mode & 0o777).toBe(0o600);
  const { snapshot } = await openHeapSnapshot(output);
  expect(snapshot.nodeIds.includes(answer.snapshot!.holder!.id)).toBe(true);
});

test(
  'a file that cannot be written ends the question, and leaves the process at work',
  { timeout: LIMIT_MS },
  async () => {
    const folder = await temporaryFolder();
    await withProgram(PROXY, {}, async (connection, work) => {
      const output = join(folder, 'nowhere', 'why.heapsnapshot');
      const asking = askBySnapshot({ connection, question: { site: siteOf(PROXY) }, output });
      await expect(asking).rejects.toMatchObject({ code: 'HT_E_UNWRITABLE' });
      await postWork(work, 100);
    });
  },
);

test('ended while the snapshot is taken, it leaves no file', { timeout: LIMIT_MS }, async () => {
  const folder = await temporaryFolder();
  const ending = new AbortController();
  await withProgram(PROXY, {}, async (connection) => {
    const asking = askBySnapshot({
      connection,
      question: {
        site: siteOf(PROXY),
        signal: ending.signal,
        onStep: (step) => {
          if (step === 'stopping for a heap snapshot')
            setTimeout(() => ending.abort(new Error('enough')), 20);
        },
      },
      output: join(folder, 'why.heapsnapshot'),
    });
    await expect(asking).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual([]);
  });
});

/** Where a question is ended. */
type Moment = WhyStep | 'first piece';
const MOMENTS: readonly Moment[] = [
  'preparing',
  'catching',
  'collecting garbage',
  'stopping for a heap snapshot',
  'first piece',
];

test('ended at any moment, it ends at once, and another can be asked', { timeout: LIMIT_MS }, async () => {
  await withProgram(PROXY, {}, async (connection, work) => {
    for (const moment of MOMENTS) {
      await expect(askUntil(connection, moment), moment).rejects.toThrow(`ended at ${moment}`);
      await postWork(work, 100);
    }
    await expect(askUntil(connection, undefined)).rejects.toThrow('it went on');
  });
});

/** What takes the snapshot, ended at a moment; else it goes on to its end. */
async function askUntil(connection: CdpConnection, last: Moment | undefined): Promise<unknown> {
  const ending = new AbortController();
  const reach = (moment: Moment): void => {
    if (moment === last) ending.abort(new Error(`ended at ${moment}`));
  };
  return catchForSnapshot(
    connection,
    { site: siteOf(PROXY), signal: ending.signal, onStep: reach },
    {
      onChunk: () => reach('first piece'),
      use: () => Promise.reject(new Error('it went on')),
    },
  );
}

test('calls are as fast after it as before', { timeout: LIMIT_MS }, async () => {
  await withProgram(PROXY, {}, async (connection, work) => {
    const before = await timeOfWork(work);
    await askBySnapshot({ connection, question: { site: siteOf(PROXY) } });
    // Another question finds nothing of the first in its way.
    const again = await askBySnapshot({ connection, question: { site: siteOf(PROXY) } });
    expect(again.state).toBe('held');
    expect(await timeOfWork(work)).toBeLessThan(before * 3 + 20);
    const symbols = await connection.call('Runtime.evaluate', {
      expression: 'Object.getOwnPropertySymbols(globalThis).map(String).join()',
      returnByValue: true,
    });
    expect(JSON.stringify(symbols)).not.toContain('heaptide.why');
    // Ids end with the profiler, or each collection would have to keep up with them.
    const id = String(again.snapshot!.holder!.id);
    await expect(connection.call('HeapProfiler.getObjectByHeapObjectId', { objectId: id })).rejects.toThrow();
  });
});

/** The shortest of several times that much work takes. */
async function timeOfWork(work: string): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < 8; i++) {
    const began = performance.now();
    await postWork(work, 1000);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

const MIB = 2 ** 20;

test('without the memory it is refused before anything stops', { timeout: LIMIT_MS }, async ({ skip }) => {
  const cgroup = createMemoryCgroup(110 * MIB);
  if (typeof cgroup === 'string') return skip(cgroup);
  try {
    const steps: WhyStep[] = [];
    const { nodeArgs } = cgroup;
    await withProgram({ ...PROXY, warmUp: 20_000 }, { nodeArgs }, async (connection) => {
      const question = { site: siteOf(PROXY), onStep: (step: WhyStep) => void steps.push(step) };
      await expect(askBySnapshot({ connection, question })).rejects.toMatchObject({
        code: 'HT_E_WHY',
        message: expect.stringMatching(
          /^the process has [\d.]+ MiB free, and a heap snapshot takes up to [\d.]+ MiB, 14 times its heap$/,
        ) as string,
      });
    });
    expect(steps).toEqual([]);
    expect(cgroup.oomKills()).toBe(0);
  } finally {
    cgroup.remove();
  }
});
