import { afterEach, describe, expect, it } from 'vitest';
import {
  attach,
  type Attacher,
  type InspectedOptions,
  type InspectedProgram,
  isOpen,
  startInspected,
} from './inspected-program.js';

const PROFILE_MS = 5_000;
/** Moments of Ctrl-C after the program that attaches has begun: before the signal, around it, while sampling. */
const MOMENTS_MS = [0, 20, 60, 120, 250, 500, 900];

/** Declares what attaching to a process promises under one release of Node. */
export function describeAttach(version: string, execPath: string): void {
  const major = Number.parseInt(version);
  let program: InspectedProgram | undefined;
  const start = async (options: InspectedOptions = {}) =>
    (program = await startInspected({ execPath, ...options }));
  afterEach(() => program?.stop());

  describe(`attaching to Node ${version}`, () => {
    it('gives a profile of the leak in time, and closes the inspector', async () => {
      const target = await start();
      const attacher = attach(target.pid, ['--leave']);
      const { top, samples, tookMs } = await attacher.attached();
      console.log(
        `Node ${version}: profile after ${tookMs} ms of which 1000 are sampled, ${samples} samples on top`,
      );
      expect(top).toBe('leakOnPurpose');
      expect(samples).toBeGreaterThan(20);
      expect(tookMs).toBeLessThan(PROFILE_MS);
      expect(await attacher.exited).toBe(0);
      expect(await isOpen(target)).toBe(false);
    });

    it('closes the inspector after Ctrl-C at any moment', async () => {
      const target = await start();
      for (const moment of MOMENTS_MS) {
        const attacher = attach(target.pid);
        await begun(attacher);
        await new Promise((resolve) => setTimeout(resolve, moment));
        process.kill(attacher.pid, 'SIGINT');
        expect(await attacher.exited).toBe(0);
        expect(await isOpen(target), `after ${moment} ms`).toBe(false);
      }
      expect(target.stdout()).not.toContain('stood still');
    });

    it('is refused to a program that handles the signal itself', async () => {
      const target = await start({ args: ['--own-handler'] });
      const attacher = attach(target.pid, ['--leave']);
      await attacher.exited;
      expect(attacher.refusal()).toMatch(/^HT_E_ATTACH_REFUSED .*a handler of its own/);
    });

    it.each(deafening(major))('is refused to a program that %s would end', async (...nodeArgs) => {
      const target = await start({ nodeArgs });
      const attacher = attach(target.pid, ['--leave']);
      await attacher.exited;
      expect(attacher.refusal()).toMatch(/^HT_E_ATTACH_REFUSED .*would end pid/);
      expect(attacher.refusal()).toContain(nodeArgs[0]);
      process.kill(target.pid, 0);
    });
  });
}

/** Options with which a process does not listen to SIGUSR1. */
function deafening(major: number): string[][] {
  const permission = major < 24 ? '--experimental-permission' : '--permission';
  return [[permission, '--allow-fs-read=*'], ...(major < 22 ? [] : [['--disable-sigusr1']])];
}

async function begun(attacher: Attacher): Promise<void> {
  for (const deadline = Date.now() + 10_000; !attacher.stdout().includes('begins') && Date.now() < deadline;)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
