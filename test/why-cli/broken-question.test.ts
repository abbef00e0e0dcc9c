import { afterEach, describe, expect, it } from 'vitest';
import { type BeatingProgram, startBeating } from './support/beating-program.js';
import { type Break, breakQuestion } from './support/broken-question.js';

/** Main goes on within that, whoever is killed or stopped. */
const GOES_ON_MS = 1000;

let program: BeatingProgram | undefined;
afterEach(() => program?.stop());

/** Other steps, and other versions of Node.js: test/long/why-cli-broken.test.ts. */
const BREAKS: readonly Break[] = (['command', 'asker'] as const).flatMap((victim) =>
  (['SIGKILL', 'SIGSTOP'] as const).map((signal) => ({ step: 'catching', victim, signal, afterMs: 60 })),
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
