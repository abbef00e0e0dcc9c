import { stackFrames } from '@heaptide/profile';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bytesUnder, startWorkbench, type WorkbenchOptions } from '../agent/workbench.js';
import { describeEachNode } from '../support/describe-each-node.js';

const AGENT = new URL('../../packages/agent/dist/index.js', import.meta.url).href;
const INTERVAL = '16384';
const PRELOADED = { env: { HEAPTIDE_INTERVAL: INTERVAL } };
const LATE = { env: { HEAPTIDE_ADDR: undefined, AGENT, INTERVAL } };

const programAt = (name: string): string =>
  fileURLToPath(new URL(`../agent/programs/${name}`, import.meta.url));

await describeEachNode(({ version, execPath: node }) => {
  it.each<[how: string, file: string, options: WorkbenchOptions]>([
    ['preloaded, an ES module', 'es-module.mjs', PRELOADED],
    ['preloaded, a CommonJS module', 'common-js.cjs', PRELOADED],
    ['started in the code of an ES module', 'late-start.mjs', LATE],
    ['started in the code of a CommonJS module', 'late-start.cjs', LATE],
  ])('%s', async (_, file, options) => {
    const program = programAt(file);
    const bench = await startWorkbench({ ...options, node, program });
    try {
      const capture = await bench.capture('gc=1');
      expect(capture.metadata).toMatchObject({ service: file, versions: { node: version } });
      expect(bytesUnder(capture, 'keepSessions')).toBeGreaterThan(3e6);
      expect(bytesUnder(capture, 'keepEarly')).toBe(0);

      const { profile } = capture;
      const frames = Array.from({ length: profile.samples.length }, (_, sample) =>
        stackFrames(profile, sample).find(({ name }) => name === 'keepSessions'),
      );
      const lines = readFileSync(program, 'utf8').split('\n');
      const line = 1 + lines.findIndex((text) => text.startsWith('function keepSessions'));
      expect(frames.find((frame) => frame !== undefined)).toMatchObject({ file: program, line });
    } finally {
      await bench.program.stop();
    }
  });
});
