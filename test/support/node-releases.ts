import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A Node release that tests run programs under. */
export interface NodeVersion {
  /** Such as `22.23.3`. */
  readonly version: string;
  readonly execPath: string;
}

/** A release that tests should run under and that is not to be had; `missing` says why. */
export interface MissingNode {
  readonly version: string;
  readonly missing: string;
}

const SCRIPT = fileURLToPath(new URL('../../.ci/fetch-nodes.mjs', import.meta.url));
/** Longer than the script's own bound, which leaves nothing half done. */
const FETCH_LIMIT_MS = 200_000;

const run = promisify(execFile);
let releases: Promise<readonly (NodeVersion | MissingNode)[]> | undefined;

/**
 * One release of every major version that heaptide supports, in order, fetched if need be; the node that runs this
 * stands in for its own major version. Says on stdout what is missing.
 */
export function nodeReleases(): Promise<readonly (NodeVersion | MissingNode)[]> {
  return (releases ??= listReleases());
}

async function listReleases(): Promise<readonly (NodeVersion | MissingNode)[]> {
  const options = { timeout: FETCH_LIMIT_MS, killSignal: 'SIGKILL' } as const;
  const { stdout } = await run(process.execPath, [SCRIPT, '--list'], options);
  const list = JSON.parse(stdout) as readonly (NodeVersion | MissingNode)[];
  for (const release of list) {
    if ('missing' in release) console.log(`skipped Node ${release.version}: ${release.missing}`);
  }
  return list;
}
