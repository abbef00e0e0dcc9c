import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryCgroup, type MemoryCgroup } from '../../support/memory-cgroup.js';
import type { NodeVersion } from '../../support/node-releases.js';
import { runCli } from '../../support/run-cli.js';
import { type AgentProgram, startAgentProgram } from './agent-program.js';
import { doctorFindings } from './doctor-findings.js';

const MIB = 2 ** 20;
/** V8 does not go below some 259 MB by itself. */
const LIMITS = [
  { mib: 128, fits: false, advised: 76 },
  { mib: 256, fits: false, advised: 153 },
  { mib: 512, fits: true, advised: 307 },
];

/** Declares that the doctor sees, from inside and from outside of a process, whether V8's heap limit fits its cgroup. */
export function describeHeapLimits({ version, execPath }: NodeVersion): void {
  describe.each(LIMITS)(`Node ${version} in $mib MiB`, ({ mib, fits, advised }) => {
    let cgroup: MemoryCgroup | undefined;
    let program: AgentProgram | undefined;
    afterEach(async () => {
      await program?.stop();
      cgroup?.remove();
      program = cgroup = undefined;
    });
    const start = async (nodeArgs: readonly string[]) => {
      const created = createMemoryCgroup(mib * MIB);
      if (typeof created === 'string') throw new Error(created);
      cgroup = created;
      program = await startAgentProgram({ execPath, nodeArgs, cgroup });
      return [`http://127.0.0.1:${program.port}`, `pid:${program.pid}`];
    };
    /** As an agent in it tells, and as it looks from outside. */
    const limitFindings = async (nodeArgs: readonly string[]) => {
      const runs = (await start(nodeArgs)).map((target) => runCli(['doctor', target, '--json']));
      return (await Promise.all(runs)).map((run) => doctorFindings(run)['heap-limit']);
    };

    it(`the heap limit that V8 chooses ${fits ? 'fits' : 'does not fit'}, which is told with the flag`, async () => {
      const fix = `NODE_OPTIONS=--max-old-space-size=${advised}`;
      const finding = fits ? { level: 'ok' } : { level: 'problem', fix };
      expect(await limitFindings([])).toMatchObject([finding, finding]);
    });

    it('the heap limit that is advised fits', async () => {
      const finding = { level: 'ok', text: expect.stringContaining(` in ${mib} MiB`) as string };
      const found = await limitFindings([`--max-old-space-size=${advised}`]);
      expect(found).toMatchObject([finding, finding]);
    });
  });
}
