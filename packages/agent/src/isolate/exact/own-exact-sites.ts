import { setFlagsFromString } from 'node:v8';
import type { CollectGarbage } from '../collect-garbage.js';
import { nodeOptions } from '../process-identity.js';
import type { SamplerKeeper } from '../sampler-keeper.js';
import { ExactSites } from './exact-sites.js';
import { inliningFlags } from './inlining-flags.js';
import { deoptimizeAll, measuresCoverage } from './precise-coverage.js';
import { profilingObstacle } from './profiling-obstacle.js';

/** What exact sites of this isolate need besides V8. */
export interface OwnExactSitesOptions {
  readonly keeper: SamplerKeeper;
  readonly collectGarbage: CollectGarbage;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Exact sites of this isolate. What the process was started with is read now, before the program can change it. */
export function ownExactSites({ keeper, collectGarbage, now }: OwnExactSitesOptions): ExactSites {
  const options = nodeOptions();
  return new ExactSites({
    v8: {
      setFlag: (flag, on) => setFlagsFromString(on ? `--${flag}` : `--no-${flag}`),
      deoptimizeAll,
      measuresCoverage: () => measuresCoverage(() => collectGarbage({ type: 'minor' })),
    },
    keeper,
    flags: inliningFlags(options, process.versions.v8),
    obstacle: profilingObstacle(options, process.env),
    now,
    elapsed: performance.now.bind(performance),
  });
}
