import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What is pinned is too large, with what it depends on, for a dev dependency that only this benchmark needs. */
export const PEER_PACKAGES = {
  memlab: { name: '@memlab/core', version: '2.0.5' },
  'v8-heap-parser': { name: '@vscode/v8-heap-parser', version: '0.1.0' },
} as const;

const CACHE = process.env.HEAPTIDE_PEER_CACHE ?? join(homedir(), '.cache', 'heaptide', 'heapsnapshot-peers');
const LIMIT_MS = 180_000;

const run = promisify(execFile);

/** A folder with the peers among its `node_modules`; they are installed, without their scripts, if they are not there. */
export async function providePeers(): Promise<string> {
  const wanted = Object.values(PEER_PACKAGES);
  const home = join(CACHE, wanted.map(({ name, version }) => `${name.split('/')[1]!}-${version}`).join('-'));
  if (existsSync(home)) return home;
  console.error('installing the peers');
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(join(CACHE, 'draft-'));
  try {
    writeFileSync(join(draft, 'package.json'), '{"private":true}');
    const packages = wanted.map(({ name, version }) => `${name}@${version}`);
    const options = ['--ignore-scripts', '--save-exact', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', ...options, ...packages], {
      cwd: draft,
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    for (const { name, version } of wanted) requireVersion(draft, name, version);
    renameSync(draft, home);
  } catch (error) {
    // Somebody else may have been faster.
    if (!existsSync(home)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return home;
}

function requireVersion(home: string, name: string, version: string): void {
  const manifest = readFileSync(join(home, 'node_modules', name, 'package.json'), 'utf8');
  const found = (JSON.parse(manifest) as { version: string }).version;
  if (found !== version) throw new Error(`${name} ${found} was installed for ${version}`);
}
