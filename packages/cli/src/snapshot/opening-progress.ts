const BAR_WIDTH = 30;
/** What is there sooner needs no bar. */
const QUIET_MS = 500;

export interface OpeningProgress {
  /** `share` is from 0 to 1. */
  readonly update: (opening: { readonly stage: string; readonly share: number }) => void;
  /** Removes the bar. */
  readonly end: () => void;
}

/** How far the opening of a large file is: a bar that repaints itself on a terminal, nothing elsewhere. */
export function openingProgress(
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  now: () => number = () => performance.now(),
): OpeningProgress {
  if (!out.isTTY) return { update: () => undefined, end: () => undefined };
  const begin = now();
  let shown = '';
  return {
    update: ({ stage, share }) => {
      const filled = Math.round(BAR_WIDTH * Math.max(0, Math.min(1, share)));
      const bar = `[${'#'.repeat(filled).padEnd(BAR_WIDTH, '-')}] ${stage}`;
      if (bar === shown || now() - begin < QUIET_MS) return;
      shown = bar;
      out.write(`\r\x1b[K${bar}`);
    },
    end: () => {
      if (shown !== '') out.write('\r\x1b[K');
    },
  };
}
