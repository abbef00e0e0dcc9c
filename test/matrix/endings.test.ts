import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Run, runNode } from '../agent/run-node.js';
import { REGISTER } from '../agent/workbench.js';
import { describeEachNode } from '../support/describe-each-node.js';

const ENDING = fileURLToPath(new URL('../agent/programs/ending.cjs', import.meta.url));
const ON = { HEAPTIDE_ADDR: '127.0.0.1:0' };
const ADDRESS_LINE = /^heaptide: heap profiles at (http:\S+)\n/m;
const ASKERS = 3;
/** The program is told to end after so many captures; by itself it would when it has not come to them. */
const ENOUGH = 6;
const LIFETIME_MS = 15_000;

const WAYS: readonly (readonly [way: string, code: number | null, signal: NodeJS.Signals | null])[] = [
  ['nothing left to do', 5, null],
  ['process.exit', 6, null],
  ['an uncaught error', 1, null],
  ['an unhandled rejection', 1, null],
  ['SIGTERM', null, 'SIGTERM'],
  ['its last words', 0, null],
];

/** All of a run that must be the same with the agent and without. */
function outcome({ code, signal, stdout, stderr }: Run): Omit<Run, 'milliseconds'> {
  return { code, signal, stdout, stderr: stderr.replace(ADDRESS_LINE, '') };
}

async function pidAt(url: string): Promise<number> {
  const stats = (await (await fetch(`${url}/stats`)).json()) as { readonly pid: number };
  return stats.pid;
}

await describeEachNode(({ execPath: node }) => {
  const bareRun = (way: string, lifetime: number): Promise<Run> =>
    runNode([ENDING, way, String(lifetime)], {}, { node });

  it.each(WAYS)('ends at once by %s as it would without the agent', async (way, code, signal) => {
    const bare = await bareRun(way, 0);
    expect(bare).toMatchObject({ code, signal });
    const run = await runNode(['--import', REGISTER, ENDING, way, '0'], ON, { node });
    expect(outcome(run)).toEqual(outcome(bare));
  });

  it.each(WAYS)('ends by %s in the middle of captures as it would without', async (way, code, signal) => {
    const bare = await bareRun(way, 0);
    expect(bare).toMatchObject({ code, signal });
    let captures = 0;
    let askers: Promise<void>[] = [];
    const ask = async (url: string): Promise<void> => {
      for (;;) {
        const answer = await fetch(`${url}?births=1`, { signal: AbortSignal.timeout(5000) });
        await answer.arrayBuffer();
        if (!answer.ok) await sleep(10);
        else if (++captures === ENOUGH) process.kill(await pidAt(url), 'SIGUSR2');
      }
    };
    const run = await runNode(['--import', REGISTER, ENDING, way, String(LIFETIME_MS)], ON, {
      node,
      onStderr(text) {
        const url = ADDRESS_LINE.exec(text)?.[1];
        if (url === undefined || askers.length > 0) return;
        askers = Array.from({ length: ASKERS }, () => ask(url).catch(() => undefined));
      },
    });
    await Promise.all(askers);
    expect(captures).toBeGreaterThanOrEqual(ENOUGH);
    expect(outcome(run)).toEqual(outcome(bare));
  });
});
