/**
 * Whether V8 was started so that it inlines no function: then what a function allocates is charged to it and not to a
 * caller that has swallowed it. `options` are those of node's command line and of NODE_OPTIONS, in order.
 */
export function startedWithExactSites(options: readonly string[]): boolean {
  return isOff('turbo-inlining', options) && isOff('maglev-inlining', options);
}

/** V8 takes `--no-x`, `--nox` and underscores for hyphens; of several the last one holds. */
function isOff(flag: string, options: readonly string[]): boolean {
  const named = options.map((option) => option.replaceAll('_', '-'));
  const off = Math.max(named.lastIndexOf(`--no-${flag}`), named.lastIndexOf(`--no${flag}`));
  return off > named.lastIndexOf(`--${flag}`);
}
