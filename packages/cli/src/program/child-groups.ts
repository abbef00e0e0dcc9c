import process from 'node:process';
import { ChildGroup, type ChildGroupOptions } from './child-group.js';

/** All process groups of a command. None outlives {@link close}, nor this process where that can be helped. */
export class ChildGroups {
  readonly #groups = new Set<ChildGroup>();
  readonly #killAll = (): void => this.#groups.forEach((group) => group.kill());
  readonly #endAtOnce = (signal: NodeJS.Signals): void => {
    this.#killAll();
    this.#unguard();
    process.kill(process.pid, signal);
  };
  /** The first SIGINT ends the command in order; a second one finds nobody else who listens. */
  readonly #guardAgainstSecond = (): void => {
    process.once('SIGINT', this.#endAtOnce);
    process.once('SIGTERM', this.#endAtOnce);
  };
  readonly #interruption: AbortSignal;

  constructor(interruption: AbortSignal) {
    this.#interruption = interruption;
    process.once('exit', this.#killAll);
    process.once('SIGHUP', this.#endAtOnce);
    interruption.addEventListener('abort', this.#guardAgainstSecond, { once: true });
  }

  start(options: ChildGroupOptions): ChildGroup {
    const group = new ChildGroup(options);
    this.#groups.add(group);
    return group;
  }

  /** Ends what is left of a group. */
  async end(group: ChildGroup): Promise<void> {
    await group.stop();
    this.#groups.delete(group);
  }

  /** Ends all that is left. */
  async close(): Promise<void> {
    await Promise.all([...this.#groups].map((group) => this.end(group)));
    this.#unguard();
  }

  #unguard(): void {
    this.#interruption.removeEventListener('abort', this.#guardAgainstSecond);
    process.removeListener('exit', this.#killAll);
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
      process.removeListener(signal, this.#endAtOnce);
    }
  }
}
