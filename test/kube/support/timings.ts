/** What took how long, to be told when all is over. */
export class Timings {
  readonly #slowest = new Map<string, number>();

  /** Milliseconds that `work` takes. */
  async of(name: string, work: () => Promise<void>): Promise<number> {
    const begin = performance.now();
    await work();
    const took = performance.now() - begin;
    this.#slowest.set(name, Math.max(took, this.#slowest.get(name) ?? 0));
    return took;
  }

  /** `small 8 ms, 64 MiB 410 ms`: of each the slowest. */
  toString(): string {
    return [...this.#slowest].map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`).join(', ');
  }
}
