import { afterEach, describe, expect, it } from 'vitest';
import { describeAttach } from '../attach/support/describe-attach.js';
import {
  attach,
  type InspectedProgram,
  isOpen,
  startInspected,
} from '../attach/support/inspected-program.js';
import { nodeReleases } from '../support/node-releases.js';

/** What whoever was killed held is given up after 15 s. */
const GIVEN_UP_MS = 20_000;
const ROUNDS = 20;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

for (const release of await nodeReleases()) {
  if ('missing' in release) continue;
  const { version, execPath } = release;
  describeAttach(version, execPath);

  describe(`an inspector of Node ${version} that was opened`, () => {
    let target: InspectedProgram | undefined;
    afterEach(() => target?.stop());

    it('is closed when whoever opened it was killed', async () => {
      target = await startInspected({ execPath });
      const attacher = attach(target.pid);
      await attacher.attached();
      process.kill(attacher.pid, 'SIGKILL');
      await attacher.exited;
      const died = performance.now();
      while (await isOpen(target)) {
        expect(performance.now() - died).toBeLessThan(GIVEN_UP_MS);
        await sleep(250);
      }
      console.log(`Node ${version}: closed ${Math.round(performance.now() - died)} ms after a SIGKILL`);
      // It can be attached to again.
      const again = attach(target.pid, ['--leave']);
      expect((await again.attached()).top).toBe('leakOnPurpose');
      await again.exited;
      expect(await isOpen(target)).toBe(false);
    });

    it('does not make the process wait for one that was stopped', async () => {
      target = await startInspected({ execPath });
      const attacher = attach(target.pid);
      await attacher.attached();
      process.kill(attacher.pid, 'SIGSTOP');
      await sleep(GIVEN_UP_MS);
      expect(target.stdout()).not.toContain('stood still');
      process.kill(attacher.pid, 'SIGCONT');
      process.kill(attacher.pid, 'SIGINT');
      expect(await attacher.exited).toBe(0);
      expect(await isOpen(target)).toBe(false);
      expect(target.stdout()).not.toContain('stood still');
    });

    it(`is closed ${ROUNDS} times out of ${ROUNDS}`, async () => {
      target = await startInspected({ execPath });
      for (let round = 0; round < ROUNDS; round++) {
        const attacher = attach(target.pid);
        await attacher.attached();
        process.kill(attacher.pid, round % 2 === 0 ? 'SIGINT' : 'SIGTERM');
        expect(await attacher.exited).toBe(0);
        expect(await isOpen(target), `round ${round}`).toBe(false);
      }
      expect(target.stdout()).not.toContain('stood still');
    });
  });
}
