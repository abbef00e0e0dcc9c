const LINE_EVERY = 500;
const BAR_WIDTH = 30;

export interface ChurnProgress {
  update(done: number): void;
  /** Removes what must not stay, such as an unfinished bar. */
  end(): void;
}

/** Progress of `total` lifecycles: a bar that repaints itself on a terminal, a line every 500 elsewhere. */
export function churnProgress(out: NodeJS.WriteStream, total: number): ChurnProgress {
  return out.isTTY ? bar(out, total) : lines(out, total);
}

function bar(out: NodeJS.WriteStream, total: number): ChurnProgress {
  let shown = -1;
  return {
    update(done) {
      const filled = Math.floor((BAR_WIDTH * done) / total);
      const percent = Math.floor((100 * done) / total);
      if (percent === shown) return;
      shown = percent;
      out.write(`\r[${'#'.repeat(filled).padEnd(BAR_WIDTH, '-')}] ${percent}% ${done}/${total}`);
    },
    end: () => out.write('\r\x1b[K'),
  };
}

function lines(out: NodeJS.WriteStream, total: number): ChurnProgress {
  let written = 0;
  return {
    update(done) {
      for (; written + LINE_EVERY <= done;) {
        written += LINE_EVERY;
        out.write(`${written}/${total} sessions\n`);
      }
    },
    end: () => undefined,
  };
}
