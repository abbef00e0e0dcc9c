import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A folder in which our terminal screens run on another Ink than the one of this checkout. */
export interface InkInstall {
  /** The programs of `test/tui/fixtures`, for which the other Ink is the one to import. */
  readonly fixtures: string;
  remove(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const INSTALL_LIMIT_MS = 100_000;
const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED/;

const run = promisify(execFile);

/**
 * Installs Ink by the ordinary npm client and puts the built packages beside it: the terminal screens as a copy, since
 * a link would resolve to the checkout's own Ink. Gives the reason where the registry cannot be reached.
 */
export async function installInk(version: string): Promise<InkInstall | { readonly missing: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'heaptide-ink-'));
  const remove = () => rm(folder, { recursive: true });
  try {
    await npmInstall(folder, [`ink@${version}`, `react@${await ownVersion('react')}`]);
    await placePackages(join(folder, 'node_modules'));
    const fixtures = join(folder, 'fixtures');
    await cp(join(ROOT, 'test/tui/fixtures'), fixtures, { recursive: true });
    return { fixtures, remove };
  } catch (error) {
    await remove();
    const { stderr = '' } = error as { stderr?: string };
    const [reason] = UNREACHABLE.exec(stderr) ?? [];
    if (reason === undefined) throw error;
    return { missing: `the registry cannot be reached (${reason})` };
  }
}

async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  const quiet = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts', '--legacy-peer-deps'];
  await run('npm', ['install', ...quiet, '--fetch-retries=1', '--fetch-timeout=20000', ...packages], {
    cwd: folder,
    timeout: INSTALL_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
}

async function ownVersion(name: string): Promise<string> {
  const manifest = await readManifest(join(ROOT, 'packages/tui'));
  return manifest.dependencies[name]!;
}

async function placePackages(modules: string): Promise<void> {
  const ours = join(modules, '@heaptide');
  await mkdir(ours);
  for (const name of await readdir(join(ROOT, 'packages'))) {
    const from = join(ROOT, 'packages', name);
    if (name !== 'tui') {
      await symlink(from, join(ours, name));
      continue;
    }
    await cp(join(from, 'dist'), join(ours, name, 'dist'), { recursive: true });
    await cp(join(from, 'package.json'), join(ours, name, 'package.json'));
  }
  const { dependencies } = await readManifest(join(ROOT, 'packages/tui'));
  for (const name of Object.keys(dependencies)) {
    if (!existsSync(join(modules, name)))
      await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  }
}

async function readManifest(folder: string): Promise<{ dependencies: Record<string, string> }> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
}
