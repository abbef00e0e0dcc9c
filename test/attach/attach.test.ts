import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeAttach } from './support/describe-attach.js';
import { startInspected } from './support/inspected-program.js';

describeAttach(process.versions.node, process.execPath);

const NOBODY = 65_534;
const run = promisify(execFile);

describe('attaching to a process of another user', () => {
  const isRoot = process.getuid?.() === 0;
  it.skipIf(!isRoot)('is refused', async () => {
    const target = await startInspected();
    const script = fileURLToPath(new URL('./programs/attach.mjs', import.meta.url));
    const { stdout } = await run(process.execPath, [script, String(target.pid), '--leave'], {
      uid: NOBODY,
      gid: NOBODY,
      timeout: 20_000,
    });
    expect(stdout).toMatch(/^refused HT_E_ATTACH_REFUSED pid \d+ belongs to another user \(uid 0\)/m);
    await target.stop();
  });
  if (!isRoot) console.log('skipped: a process of another user, which only root can start');
});
