import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processFacts } from '../../src/run/process-facts.js';

/** Runs `command`, by way of a shell, in a directory with a linked script, while `use` looks at it. */
async function running(use: (pid: number, directory: string) => Promise<void>): Promise<void> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'heaptide facts ')));
  await mkdir(join(directory, 'node_modules/.bin'), { recursive: true });
  await writeFile(
    join(directory, 'node_modules/tool.js'),
    'console.log(process.pid); setInterval(() => {}, 1000);',
  );
  await symlink('../tool.js', join(directory, 'node_modules/.bin/tool'));
  await symlink(join(directory, 'node_modules/.bin/tool'), join(directory, 'tool'));
  const child = spawn('/bin/sh', ['-c', '"$0" --no-warnings ./tool a b & wait', process.execPath], {
    cwd: directory,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const said = await new Promise<string>((resolve) =>
      child.stdout.setEncoding('utf8').once('data', resolve),
    );
    await use(Number(said), directory);
  } finally {
    process.kill(-child.pid!, 'SIGKILL');
    await rm(directory, { recursive: true });
  }
}

it('are its script, by its real path, and what has led to it', async ({ skip }) => {
  if (process.platform !== 'linux') skip('only there the directory of a process can be read');
  await running(async (pid, directory) => {
    const { script, ancestors } = await processFacts(pid);
    expect(script).toBe(join(directory, 'node_modules/tool.js'));
    expect(ancestors[0]).not.toBe(process.pid);
    expect(ancestors[1]).toBe(process.pid);
  });
});

it('come from ps elsewhere', async ({ skip }) => {
  if (process.platform === 'win32') skip('there is no ps');
  await running(async (pid) => {
    const { script, ancestors } = await processFacts(pid, 'darwin');
    expect(script).toBe(join(process.cwd(), 'tool'));
    expect(ancestors[1]).toBe(process.pid);
  });
});

it('are not there for what has ended, and where nobody tells', async () => {
  const nothing = { script: undefined, ancestors: [] };
  await expect(processFacts(2 ** 22 + 1)).resolves.toEqual(nothing);
  await expect(processFacts(process.pid, 'win32')).resolves.toEqual(nothing);
});
