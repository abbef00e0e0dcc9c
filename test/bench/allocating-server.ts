import { fileURLToPath } from 'node:url';
import type { AgentVariant } from './agent-variants.js';
import { HttpLoad, type LoadPlan } from './http-load.js';
import { type MeasuredProgram, startMeasured } from './measured-program.js';
import { median } from './quantiles.js';

const PROGRAM = fileURLToPath(import.meta.resolve('../../test/bench/programs/allocating-server.mjs'));
const CONNECTIONS = 16;
/** Few enough that no collection falls into most of them. */
const REQUESTS_PER_LOOK = 20;
const LOOKS = 25;

/** What programs/allocating-server.mjs says that it has used since its start, all threads together. */
export interface ServerCosts {
  readonly cpuMicros: number;
  readonly requests: number;
  readonly heapUsed: number;
  readonly rss: number;
}

/** A running programs/allocating-server.mjs and the connections that load it. */
export class AllocatingServer {
  readonly #program: MeasuredProgram;
  readonly #load: HttpLoad;

  private constructor(program: MeasuredProgram, load: HttpLoad) {
    this.#program = program;
    this.#load = load;
  }

  /** @param objects Small objects that each request allocates. */
  static async start(variant: AgentVariant, objects: number): Promise<AllocatingServer> {
    const program = await startMeasured({ args: [PROGRAM, '--objects', String(objects)], variant });
    try {
      return new AllocatingServer(program, await HttpLoad.open(program.url, CONNECTIONS));
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  load(plan: LoadPlan): Promise<void> {
    return this.#load.run(plan);
  }

  async costs(): Promise<ServerCosts> {
    return (await this.#program.tell('/costs')) as ServerCosts;
  }

  /** Bytes that one request allocates on the JS heap, Node's own share included. */
  async bytesPerRequest(): Promise<number> {
    const deltas: number[] = [];
    for (let look = 0; look < LOOKS; look++) {
      const before = await this.costs();
      await this.load({ requests: REQUESTS_PER_LOOK });
      deltas.push((await this.costs()).heapUsed - before.heapUsed);
    }
    return median(deltas) / REQUESTS_PER_LOOK;
  }

  /** Bytes between two samples, as the agent says. */
  async samplingInterval(): Promise<number> {
    const stats = await this.#program.ask('/debug/heap/stats');
    const { sampler } = JSON.parse(new TextDecoder().decode(stats)) as { sampler: { interval: number } };
    return sampler.interval;
  }

  /** Has the agent take a capture, which is thrown away. */
  async capture(): Promise<void> {
    await this.#program.ask('/debug/heap');
  }

  async stop(): Promise<void> {
    this.#load.close();
    await this.#program.stop();
  }
}
