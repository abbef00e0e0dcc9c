import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender, ContenderName } from './contenders.js';
import { inTurn } from './in-turn.js';
import type { LoadGenerator } from './load-generator.js';
import type { LoadFigures } from './mcp-load.js';
import { readResidentMemory } from './process-figures.js';

export interface RequestLoad {
  readonly connections: number;
  /** Requests of one contender in one round. */
  readonly requests: number;
  /** Requests that each contender is warmed by. */
  readonly warming: number;
  readonly rounds: number;
}

/** What one contender's requests cost. */
export interface RequestCost {
  readonly name: ContenderName;
  /** Round by round. */
  readonly rounds: readonly LoadFigures[];
  /** Absent where there is no proxy. */
  readonly memory?: ProxyMemory;
}

/** Resident memory of a proxy's process, in bytes. */
export interface ProxyMemory {
  readonly afterStart: number;
  /** After all requests, and some seconds without any. */
  readonly settled: number;
  readonly peak: number;
  /** Tool calls until then. */
  readonly requests: number;
}

/** Part of a round's requests that goes before it. */
const LEAD_IN = 0.05;
const SETTLE_MS = 3000;
const TIMEOUT_MS = 10_000;
/** Ten times what the slowest peer takes on a busy machine. */
const TIMEOUT_MS_PER_REQUEST = 10;

/** Warms the contenders one by one, then loads them in turn, round after round, in another order each time. */
export async function measureRequestCosts(
  contenders: readonly Contender[],
  generator: LoadGenerator,
  { connections, requests, warming, rounds }: RequestLoad,
): Promise<RequestCost[]> {
  const leadIn = Math.ceil(LEAD_IN * requests);
  const load = (contender: Contender, measured: number, before: number): Promise<LoadFigures> =>
    generator.run({
      url: contender.url.href,
      ...(contender.pid === undefined ? {} : { pid: contender.pid }),
      connections,
      requests: measured,
      leadIn: before,
      timeoutMs: TIMEOUT_MS + TIMEOUT_MS_PER_REQUEST * measured,
    });

  await sleep(SETTLE_MS);
  const afterStart = new Map(contenders.map(({ name, pid }) => [name, residentBytes(pid)]));
  for (const contender of contenders) await load(contender, warming, 0);
  const figures = new Map<ContenderName, LoadFigures[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of inTurn(contenders, round)) {
      figures.get(contender.name)!.push(await load(contender, requests, leadIn));
    }
  }
  await sleep(SETTLE_MS);

  return contenders.map(({ name, pid }) => {
    const cost = { name, rounds: figures.get(name)! };
    if (pid === undefined) return cost;
    const { now, peak } = readResidentMemory(pid);
    const served = warming + rounds * (leadIn + requests);
    return { ...cost, memory: { afterStart: afterStart.get(name)!, settled: now, peak, requests: served } };
  });
}

function residentBytes(pid: number | undefined): number {
  return pid === undefined ? 0 : readResidentMemory(pid).now;
}
