import { afterEach, describe, expect, it } from 'vitest';
import { describeEachNode } from '../support/describe-each-node.js';
import { type BeatingProgram, startBeating } from './support/beating-program.js';
import { type Break, breakQuestion } from './support/broken-question.js';

/** Main goes on within that, whoever is killed or stopped. */
const GOES_ON_MS = 1000;

let program: BeatingProgram | undefined;
afterEach(() => program?.stop());

const BREAKS: readonly Break[] = (['catching', 'catching again'] as const).flatMap((step) =>
  (['command', 'asker'] as const).flatMap((victim) =>
    (['SIGKILL', 'SIGSTOP'] as const).map((signal) => ({ step, victim, signal, afterMs: 60 })),
  ),
);

describe('a question by the inspector that is broken off', () => {
  it('lets the program go on, and the next one be asked', async () => {
    program = await startBeating({ inspected: true, inClosures: true });
    for (const broken of BREAKS) {
      const { longest, exit, stderr } = await breakQuestion(program, broken);
      const where = `${broken.step}, ${broken.victim}, ${broken.signal}`;
      console.log(`${where}: ${longest} ms`);
      expect(longest, where).toBeLessThan(GOES_ON_MS);
      if (broken.victim === 'asker') {
        expect(exit, where).toBe(2);
        expect(stderr, where).toMatch(/^heaptide: what asks .* the process goes on \(HT_E_WHY\)$/m);
      }
      // One that was only stopped has been answered meanwhile.
      if (broken.victim === 'command' && broken.signal === 'SIGSTOP') expect(exit, where).toBe(1);
    }
    expect(await program.symbols()).toEqual([]);
  });
});

await describeEachNode(
  ({ execPath }) => {
    it('lets the program go on when what asks is stopped while it may have stopped it', async () => {
      program = await startBeating({ execPath, inspected: true });
      const { longest } = await breakQuestion(program, {
        step: 'catching',
        victim: 'asker',
        signal: 'SIGSTOP',
        afterMs: 60,
      });
      expect(longest).toBeLessThan(GOES_ON_MS);
    });
  },
  { atOnce: false },
);
