import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A real kubectl that tests run against the fake cluster. */
export interface KubectlRelease {
  /** Such as `1.35.2`. */
  readonly version: string;
  /** 35 for 1.35.2. */
  readonly minor: number;
  readonly path: string;
}

/** A release that tests should run and that is not to be had; `missing` says why. */
export interface MissingKubectl {
  /** Such as `1.35`. */
  readonly version: string;
  readonly minor: number;
  readonly missing: string;
}

interface Found {
  readonly version: string;
  readonly path: string;
}

interface Missing {
  readonly version: string;
  readonly missing: string;
}

interface Listing {
  readonly kubectls: readonly (Found | Missing)[];
  readonly others: readonly Found[];
  readonly helm: Found | Missing;
}

const SCRIPT = fileURLToPath(new URL('../../.ci/fetch-kubectls.mjs', import.meta.url));
/** Longer than the script's own bound, which leaves nothing half done. */
const FETCH_LIMIT_MS = 140_000;

const run = promisify(execFile);
let listing: Promise<Listing> | undefined;

/**
 * One release for each way in which kubectl has behaved (1.20, 1.30, 1.31, 1.34, 1.35), in order, fetched if need be.
 * Says on stdout what is missing.
 */
export async function kubectlReleases(): Promise<readonly (KubectlRelease | MissingKubectl)[]> {
  const { kubectls } = await list();
  return kubectls.map((release) => ({ ...release, minor: minorOf(release.version) }));
}

/** Those releases that are there and every other that this machine has, in order. */
export async function allKubectls(): Promise<readonly KubectlRelease[]> {
  const { kubectls, others } = await list();
  return [...kubectls.filter((release) => 'path' in release), ...others]
    .map(({ version, path }) => ({ version, path, minor: minorOf(version) }))
    .sort((a, b) => a.minor - b.minor);
}

/** The releases that are there. Rejects when they are fewer than two: what holds for one kubectl says little. */
export async function requireTwoReleases(): Promise<
  readonly [KubectlRelease, KubectlRelease, ...KubectlRelease[]]
> {
  const releases = await kubectlReleases();
  const [first, second, ...others] = releases.filter((release) => 'path' in release);
  if (first && second) return [first, second, ...others];
  const reasons = releases.flatMap((release) =>
    'missing' in release ? [`${release.version}: ${release.missing}`] : [],
  );
  throw new Error(`two releases of kubectl are needed, ${first ? 1 : 0} is there; ${reasons.join('; ')}`);
}

/** The path of a real helm; `undefined` when there is none, which is said on stdout. */
export async function helmProgram(): Promise<string | undefined> {
  const { helm } = await list();
  return 'path' in helm ? helm.path : undefined;
}

function list(): Promise<Listing> {
  return (listing ??= readListing());
}

async function readListing(): Promise<Listing> {
  const options = { timeout: FETCH_LIMIT_MS, killSignal: 'SIGKILL' } as const;
  const { stdout } = await run(process.execPath, [SCRIPT, '--list'], options);
  const found = JSON.parse(stdout) as Listing;
  for (const release of found.kubectls) {
    if ('missing' in release) console.log(`skipped kubectl ${release.version}: ${release.missing}`);
  }
  if ('missing' in found.helm) console.log(`skipped helm: ${found.helm.missing}`);
  return found;
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
