import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startWorkbench } from './workbench.js';

const run = promisify(execFile);

async function findGo(): Promise<string | undefined> {
  for (const go of ['go', '/usr/local/go/bin/go']) {
    try {
      await run(go, ['tool', 'pprof', '-h']);
      return go;
    } catch {
      continue;
    }
  }
  return undefined;
}

it('go tool pprof reads the endpoint without a complaint and shows names intact', async ({ skip }) => {
  const go = await findGo();
  if (go === undefined) skip('there is no go tool pprof on this machine');
  const bench = await startWorkbench();
  const directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
  try {
    await bench.tell('/keep?n=100000');
    const env = { ...process.env, PPROF_TMPDIR: directory };
    const { stdout, stderr } = await run(go!, ['tool', 'pprof', '-top', `${bench.agent}/debug/heap`], {
      env,
    });
    const talk = stderr
      .split('\n')
      .filter((line) => !/^(Fetching profile over HTTP|Saved profile in|$)/.test(line));
    expect(talk).toEqual([]);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual(['File: workbench.mjs', 'Type: inuse_space']);
    const rows = lines.slice(1 + lines.findIndex((line) => line.trim().startsWith('flat')));
    const names = rows.map((line) => line.trim().split(/ {2,}/).at(-1));
    expect(names).toContain('keepSessions');
    expect(names).toContain('(anonymous)');
  } finally {
    await bench.program.stop();
    rmSync(directory, { recursive: true });
  }
});
