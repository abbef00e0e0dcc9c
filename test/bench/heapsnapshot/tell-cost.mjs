/**
 * Prints what a contender found and took, as one line of JSON, and ends it.
 *
 * @param {{rootRetained: number, steps: Record<string, number>}} found Retained size of the root, and milliseconds by step.
 */
export function tellCost(found) {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakRssBytes: maxRSS * 1024 };
  process.stdout.write(`${JSON.stringify({ ...found, ...cost })}\n`, () => process.exit());
}

/** Milliseconds of each step of a contender, which is that since the last one. */
export class Steps {
  times = {};
  #last = performance.now();

  end(name) {
    const now = performance.now();
    this.times[name] = now - this.#last;
    this.#last = now;
  }
}
