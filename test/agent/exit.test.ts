import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runNode } from './run-node.js';
import { REGISTER, startWorkbench } from './workbench.js';

const ON = { HEAPTIDE_ADDR: '127.0.0.1:0' };
/** A program that ends at once may be gone before the endpoint is up. */
const ADDRESS_LINE = /^(?:heaptide: heap profiles at [^\n]+\n)?/m;

describe('a program under the agent ends as it would without', () => {
  it.each([
    ['with nothing left to do', 'process.exitCode = 5', 5],
    ['by process.exit', 'setTimeout(() => process.exit(6), 50)', 6],
    ['at once', 'process.exit(0)', 0],
    ['after its last timer', 'setTimeout(() => {}, 300)', 0],
    ['by an uncaught error', 'setTimeout(() => { throw new Error("own fault") }, 50)', 1],
  ])('%s', async (_, script, code) => {
    const bare = await runNode(['-e', script]);
    const run = await runNode(['--import', REGISTER, '-e', script], ON);
    expect(run).toMatchObject({ code, signal: null });
    const strip = (text: string): string => text.replace(ADDRESS_LINE, '').replaceAll(/^ {4}at .*\n/gm, '');
    expect(strip(run.stderr)).toBe(strip(bare.stderr));
    expect(run.milliseconds - bare.milliseconds).toBeLessThan(1500);
  });

  it('in the middle of captures, without a word from the inspector', async () => {
    for (let round = 0; round < 10; round++) {
      const bench = await startWorkbench();
      let asking = true;
      const ask = async (): Promise<void> => {
        while (asking) await bench.get('/debug/heap?births=1').then((answer) => answer.arrayBuffer());
      };
      const askers = [ask(), ask(), ask()].map((asked) => asked.catch(() => (asking = false)));
      await sleep(100 + 7 * round);
      await bench.tell('/exit?code=9');
      expect(await bench.program.exited).toBe(9);
      await Promise.all(askers);
      expect(bench.program.stderr()).toMatch(/^heaptide: heap profiles at [^\n]+\n$/);
    }
  });

  it('while a keep-alive connection to the endpoint is open', async () => {
    const bench = await startWorkbench({ args: ['--lifetime', '500'] });
    const answer = await bench.get('/debug/pprof/');
    await answer.text();
    const begin = performance.now();
    expect(await bench.program.exited).toBe(0);
    expect(performance.now() - begin).toBeLessThan(3000);
  });
});
