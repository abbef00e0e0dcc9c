/** V8's flags that have optimized code inline functions. */
const FLAGS = ['turbo-inlining', 'maglev-inlining'] as const;

/** One of them. */
export type InliningFlag = (typeof FLAGS)[number];

/** V8 of Node 22. Before it Maglev inlined nothing unless that was asked for. */
const FIRST_WITH_MAGLEV = 12;

/**
 * The flags that are on in a process that was started with `options`, those of node's command line and of NODE_OPTIONS,
 * in order. With none of them, what a function allocates is charged to it and not to a caller that has swallowed it. What
 * a program does to its own flags cannot be told, since V8 does not say how they stand.
 */
export function inliningFlags(options: readonly string[], v8Version: string): InliningFlag[] {
  const named = options.map((option) => option.replaceAll('_', '-'));
  return FLAGS.filter((flag) => {
    // V8 takes `--no-x`, `--nox` and underscores for hyphens; of several the last one holds.
    const on = named.lastIndexOf(`--${flag}`);
    const off = Math.max(named.lastIndexOf(`--no-${flag}`), named.lastIndexOf(`--no${flag}`));
    return on === off ? isOnByDefault(flag, v8Version) : on > off;
  });
}

function isOnByDefault(flag: InliningFlag, v8Version: string): boolean {
  return flag === 'turbo-inlining' || Number.parseInt(v8Version) >= FIRST_WITH_MAGLEV;
}
