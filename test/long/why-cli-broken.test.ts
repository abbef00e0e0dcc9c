import { afterEach, expect, it } from 'vitest';
import { describeEachNode } from '../support/describe-each-node.js';
import { type BeatingProgram, startBeating } from '../why-cli/support/beating-program.js';
import { breakQuestion, STEPS } from '../why-cli/support/broken-question.js';

/** Main goes on within that, whoever is killed or stopped. */
const GOES_ON_MS = 1000;
/** Of a step; most take longer. */
const WITHIN_MS = 150;

let program: BeatingProgram | undefined;
afterEach(() => program?.stop());

await describeEachNode(
  ({ version, execPath }) => {
    it.each(STEPS)('lets the program go on, whoever is killed or stopped while it is %s', async (step) => {
      program = await startBeating({ execPath, inspected: true, inClosures: true });
      for (const victim of ['command', 'asker'] as const) {
        for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
          const afterMs = Math.random() * WITHIN_MS;
          const { longest } = await breakQuestion(program, { step, victim, signal, afterMs });
          const where = `Node ${version}, ${step}, ${victim}, ${signal}, after ${Math.round(afterMs)} ms`;
          console.log(`${where}: ${longest} ms`);
          expect(longest, where).toBeLessThan(GOES_ON_MS);
        }
      }
      expect(await program.symbols()).toEqual([]);
    });
  },
  { atOnce: false },
);
