import { setTimeout as sleep } from 'node:timers/promises';

/** How a program is kept at work. */
export interface LoadPlan {
  /** Units of each request for work. */
  readonly units: number;
  /** Between two requests, at least. */
  readonly everyMs: number;
}

const ANSWER_LIMIT_MS = 60_000;
/** Nobody asks for longer than that. */
const LONGEST_MS = 120_000;

/** Work for a program, one request after another, until it is stopped. */
export class WorkLoad {
  readonly #work: string;
  readonly #plan: LoadPlan;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  #units = 0;

  constructor(work: string, plan: LoadPlan) {
    this.#work = work;
    this.#plan = plan;
    this.#ended = this.#keepOn();
    // Whoever stops it is told.
    this.#ended.catch(() => undefined);
  }

  /** Units of work that were done so far. */
  get units(): number {
    return this.#units;
  }

  /** @throws {Error} where the program did not do its work. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #keepOn(): Promise<void> {
    const end = performance.now() + LONGEST_MS;
    while (!this.#stop.signal.aborted && performance.now() < end) {
      await postWork(this.#work, this.#plan.units);
      this.#units += this.#plan.units;
      await sleep(this.#plan.everyMs);
    }
  }
}

/** Has a program do so many units of work. @throws {Error} where it does not. */
export async function postWork(work: string, units: number): Promise<void> {
  const answer = await fetch(`${work}?n=${units}`, {
    method: 'POST',
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`POST ${work}: ${answer.status} ${body}`);
}
