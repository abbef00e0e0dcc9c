import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { GrowthReport } from '@heaptide/growth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const leakySeries = join(root, 'fixtures/profiles/leaky-proxy');

let directory: string;
let app: string;

/** Runs a program in the installed application; a status other than 0 is part of the answer. */
async function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  const options = { cwd: app, env: { ...process.env, ...env }, timeout: 120_000, maxBuffer: 2 ** 26 };
  try {
    return { code: 0, ...(await promisify(execFile)(command, args, options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}

const heaptide = (...args: string[]) => run(join(app, 'node_modules/.bin/heaptide'), args);

describe('the packed packages in an empty folder', () => {
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'heaptide-pack-'));
    app = join(directory, 'app');
    const tarballs = join(directory, 'tarballs');
    await mkdir(app);
    await mkdir(tarballs);
    const pack = ['pack', '--workspaces', '--json', '--pack-destination', tarballs];
    const { stdout } = await promisify(execFile)('npm', pack, { cwd: root, maxBuffer: 2 ** 26 });
    const packed = JSON.parse(stdout) as { readonly name: string; readonly filename: string }[];
    // Of tarballs on its command line npm reads each many times before it installs them.
    const dependencies = Object.fromEntries(
      packed.map(({ name, filename }) => [name, `file:${join(tarballs, filename)}`]),
    );
    await writeFile(
      join(app, 'package.json'),
      JSON.stringify({ name: 'app', private: true, type: 'module', dependencies }),
    );
    const { code, stderr } = await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund']);
    expect(`${code} ${stderr}`).toMatch(/^0 /);
  }, 240_000);

  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('heaptide --version works', async () => {
    expect(await heaptide('--version')).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  });

  it('heaptide growth judges a recorded series', async () => {
    const { code, stdout } = await heaptide('growth', leakySeries, '--json');
    const report = JSON.parse(stdout) as GrowthReport;
    expect(code).toBe(1);
    expect(report.verdict).toBe('leak');
    expect(report.sites[0]).toMatchObject({ function: 'newSession', confirmed: true });
  });

  it('node --import heaptide/register serves profiles when asked, and does nothing when not', async () => {
    const program = join(app, 'program.mjs');
    await writeFile(
      program,
      `import { count } from 'heaptide';
       count('jobs');
       setTimeout(() => console.log('worked'), 1500);`,
    );
    const args = ['--import', 'heaptide/register', program];
    const asked = await run(process.execPath, args, { HEAPTIDE_ADDR: '127.0.0.1:0' });
    expect(asked).toMatchObject({ code: 0, stdout: 'worked\n' });
    expect(asked.stderr).toMatch(/^heaptide: heap profiles at http:\/\/127\.0\.0\.1:\d+\/debug\/heap\n$/);
    expect(await run(process.execPath, args)).toEqual({ code: 0, stdout: 'worked\n', stderr: '' });
  });

  it('carries the licence in every package', async () => {
    for (const name of ['heaptide', '@heaptide/agent', '@heaptide/profile']) {
      expect(await readdir(join(app, 'node_modules', name))).toContain('LICENSE');
    }
  });
});
