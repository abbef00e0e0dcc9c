import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runNode } from '../agent/run-node.js';
import { REGISTER } from '../agent/workbench.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { type NodeVersion } from '../support/node-releases.js';

const ENDING = fileURLToPath(new URL('../agent/programs/ending.cjs', import.meta.url));
const ON = { HEAPTIDE_ADDR: '127.0.0.1:0' };
const PAIRS = 3;
const LIMIT_MS = 300;

const tests = ({ execPath: node }: NodeVersion): void =>
  it.each([
    ['is over at once', 'process.exit', 0],
    ['lives for a while', 'nothing left to do', 300],
  ])('costs a program that %s little time', async (_, way, lifetime) => {
    const milliseconds = async (args: readonly string[]): Promise<number> =>
      (await runNode([...args, ENDING, way, String(lifetime)], ON, { node })).milliseconds;
    const bare: number[] = [];
    const sampled: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      bare.push(await milliseconds([]));
      sampled.push(await milliseconds(['--import', REGISTER]));
    }
    // The fastest of each: what else the machine does only adds to them.
    expect(Math.min(...sampled) - Math.min(...bare)).toBeLessThan(LIMIT_MS);
  });

await describeEachNode(tests, { atOnce: false });
