import { inliningFlags } from './exact/inlining-flags.js';

/**
 * Whether V8 was started so that it inlines no function: then what a function allocates is charged to it and not to a
 * caller that has swallowed it. `options` are those of node's command line and of NODE_OPTIONS, in order.
 */
export function startedWithExactSites(options: readonly string[], v8Version = process.versions.v8): boolean {
  return inliningFlags(options, v8Version).length === 0;
}
