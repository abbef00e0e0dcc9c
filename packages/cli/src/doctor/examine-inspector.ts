import { HeaptideError, type LiveTarget, type ReachSettings } from '@heaptide/targets';
import { CdpConnection, readFigures, readIdentity } from '@heaptide/targets/attach';
import { fine, type Finding, problem } from './finding.js';
import { heapLimitFinding } from './stats-findings.js';

const TIMEOUT_MS = 10_000;

/** A process by its inspector: it is asked for a few figures, and nothing in it is changed. */
export async function examineInspector(
  { host, port }: Extract<LiveTarget, { kind: 'inspector' }>,
  { signal }: Pick<ReachSettings, 'signal'>,
): Promise<readonly Finding[]> {
  const name = `inspect://${host}:${port}`;
  try {
    const cdp = await CdpConnection.open({ host, port }, { name, timeoutMs: TIMEOUT_MS, signal });
    try {
      const { service, versions } = await readIdentity(cdp, { signal });
      const { heapLimit, cgroup } = await readFigures(cdp, { signal });
      return [
        fine('answers', `${name} is ${service} in Node.js ${versions.node ?? 'of an unknown version'}`),
        heapLimitFinding({ heapLimit, cgroup }),
      ];
    } finally {
      await cdp.close();
    }
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    return [problem('answers', error.message)];
  }
}
