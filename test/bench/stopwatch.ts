/** Time in milliseconds. */
export interface Cost {
  readonly wallMs: number;
  /** All threads of the process, the collector's among them. */
  readonly cpuMs: number;
}

/** Adds up what pieces of work take. */
export class Stopwatch {
  private wallMs = 0;
  private cpuMicros = 0;

  run<T>(work: () => T): T {
    const cpu = process.cpuUsage();
    const begin = performance.now();
    const result = work();
    this.wallMs += performance.now() - begin;
    const { user, system } = process.cpuUsage(cpu);
    this.cpuMicros += user + system;
    return result;
  }

  /** The time since the last lap. */
  lap(): Cost {
    const cost = { wallMs: this.wallMs, cpuMs: this.cpuMicros / 1000 };
    this.wallMs = 0;
    this.cpuMicros = 0;
    return cost;
  }
}
