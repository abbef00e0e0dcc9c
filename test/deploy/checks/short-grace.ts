import { parseDuration } from '../../../packages/cli/dist/duration.js';
import { type Manifest, ofKind } from '../manifest.js';

/** What the proxy takes beyond its time to drain: docs/proxy-operations.md. */
const CLOSING_SECONDS = 2;
const DEFAULT_DRAIN = '30s';

/** Pods that are killed before they have drained. */
export function shortGrace(manifests: readonly Manifest[]): string[] {
  return ofKind(manifests, 'Deployment').flatMap(({ metadata, spec }) => {
    const { containers, terminationGracePeriodSeconds } = spec.template.spec;
    const needed = Math.max(
      ...containers.map(({ env, lifecycle }) => {
        const drain = env.find(({ name }) => name === 'HEAPTIDE_DRAIN_TIMEOUT')?.value ?? DEFAULT_DRAIN;
        return lifecycle.preStop.sleep.seconds + parseDuration(drain) / 1000 + CLOSING_SECONDS;
      }),
    );
    if (terminationGracePeriodSeconds > needed) return [];
    return [
      `Deployment ${metadata.name}: terminationGracePeriodSeconds is ${terminationGracePeriodSeconds}, which must be more than ${needed}`,
    ];
  });
}
