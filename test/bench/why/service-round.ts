import { setTimeout as sleep } from 'node:timers/promises';
import { HttpLoad } from '../http-load.js';
import { readResidentMemory } from '../proxy/process-figures.js';
import { SessionService } from './session-service.js';

export type ActName = 'traffic alone' | 'why' | 'why again' | 'heap snapshot';

/** What an act cost the service, and what the service did meanwhile. */
export interface ActFigures {
  readonly name: ActName;
  readonly heapBytes: number;
  readonly tookMs: number;
  /** Longest time that the event loop stood still. */
  readonly blockMs: number;
  /** Resident memory, its peak during the act by what it was before. */
  readonly addedBytes: number;
  /** Requests a second. */
  readonly before: number;
  readonly during: number;
  readonly after: number;
}

export interface RoundOptions {
  readonly execPath: string;
  readonly heapBytes: number;
}

const CONNECTIONS = 8;
const PER_SECOND = 1500;
const REQUESTS = 75;
const WINDOW_MS = 3000;
const SETTLE_MS = 3000;
const LOOK_EVERY_MS = 10;
const LONGEST_ROUND_MS = 600_000;

/** Starts a service, keeps it under load, and does to it one act after the other. */
export async function measureRound({ execPath, heapBytes }: RoundOptions): Promise<readonly ActFigures[]> {
  const service = await SessionService.start(execPath, heapBytes);
  try {
    const traffic = await Traffic.start(service.url);
    try {
      await sleep(SETTLE_MS);
      const acts: readonly (readonly [ActName, () => Promise<unknown>])[] = [
        ['traffic alone', () => sleep(WINDOW_MS)],
        ['why', () => askForSessions(service)],
        ['why again', () => askForSessions(service)],
        ['heap snapshot', () => service.takeSnapshot()],
      ];
      const figures: ActFigures[] = [];
      for (const [name, act] of acts) figures.push(await measureAct({ service, traffic, name, act }));
      return figures;
    } finally {
      await traffic.stop();
    }
  } finally {
    await service.stop();
  }
}

/** @throws {Error} where the answer is not right, since then it is of no matter what it cost. */
async function askForSessions(service: SessionService): Promise<void> {
  const { holder, text } = await service.ask();
  if (holder?.name !== 'sessions') throw new Error(`not the answer that was expected: ${text}`);
}

async function measureAct({
  service,
  traffic,
  name,
  act,
}: {
  readonly service: SessionService;
  readonly traffic: Traffic;
  readonly name: ActName;
  readonly act: () => Promise<unknown>;
}): Promise<ActFigures> {
  const before = await traffic.rateFor(() => sleep(WINDOW_MS));
  const { heapUsed } = await service.state();
  const resident = readResidentMemory(service.pid).now;
  let peak = resident;
  const look = setInterval(() => {
    peak = Math.max(peak, readResidentMemory(service.pid).now);
  }, LOOK_EVERY_MS);
  const began = performance.now();
  const during = await traffic.rateFor(act).finally(() => clearInterval(look));
  const tookMs = performance.now() - began;
  const { blockMs } = await service.state();
  const after = await traffic.rateFor(() => sleep(WINDOW_MS));
  return { name, heapBytes: heapUsed, tookMs, blockMs, addedBytes: peak - resident, before, during, after };
}

/** Requests at an even rate, a few at a time. */
class Traffic {
  readonly #load: HttpLoad;
  readonly #ended: Promise<void>;
  #isStopped = false;
  #answered = 0;

  private constructor(load: HttpLoad) {
    this.#load = load;
    this.#ended = this.#keepOn();
    // Whoever stops it is told.
    this.#ended.catch(() => undefined);
  }

  static async start(url: URL): Promise<Traffic> {
    return new Traffic(await HttpLoad.open(url, CONNECTIONS));
  }

  /** Requests a second that were answered while something was done. */
  async rateFor(act: () => Promise<unknown>): Promise<number> {
    const [answered, began] = [this.#answered, performance.now()];
    await act();
    return ((this.#answered - answered) * 1000) / (performance.now() - began);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#ended.finally(() => this.#load.close());
  }

  async #keepOn(): Promise<void> {
    const end = performance.now() + LONGEST_ROUND_MS;
    while (!this.#isStopped && performance.now() < end) {
      await this.#load.run({ requests: REQUESTS, perSecond: PER_SECOND, timeoutMs: LONGEST_ROUND_MS });
      this.#answered += REQUESTS;
    }
  }
}
