import { AllocatingServer } from './allocating-server.js';
import { AGENT_VARIANTS, type VariantName } from './agent-variants.js';
import { median } from './quantiles.js';

/** One offered load, and how it is measured. */
export interface ServerLoad {
  /** Small objects that a request allocates, 56 bytes each. */
  readonly objects: number;
  /** Requests a second; as fast as they are answered when absent. */
  readonly perSecond?: number;
  /** Requests of one window. */
  readonly requests: number;
  /** Windows of each process. */
  readonly sweeps: number;
}

/** Processes of a round; `bare again` is a second `bare`. */
export type ProcessName = VariantName | 'bare again';

/** What one round found. */
export interface RoundFigures {
  /** Microseconds of CPU a request, sweep by sweep. */
  readonly windows: Readonly<Record<ProcessName, readonly number[]>>;
  /** Sampling intervals in force at the end, in bytes. */
  readonly intervals: Readonly<Partial<Record<ProcessName, number>>>;
  readonly bytesPerRequest: number;
  readonly requestsPerSecond: number;
}

const SAMPLING: readonly ProcessName[] = ['512k', 'auto', 'external'];
const PROCESSES: readonly ProcessName[] = ['bare', 'bare again', 'idle', ...SAMPLING];

/** The agent looks for five to seven seconds before it chooses an interval. */
const CHOOSING_MS = 7500;
/** Until V8 has optimized what is hot. */
const WARMING_MS = 1500;
const WARMING_SWEEPS = 2;
/** Part of a window's requests that goes before it, for caches that others have used meanwhile. */
const LEAD_IN = 0.1;

/**
 * Starts a fresh process of each variant. All are up at the same time and take turns in short windows, in a new order in
 * each sweep, so that a machine that is slower for a while is so for all of them.
 */
export async function measureRound(load: ServerLoad): Promise<RoundFigures> {
  const servers = new Map<ProcessName, AllocatingServer>();
  try {
    await startAll(servers, load);
    const windows = new Map(PROCESSES.map((name) => [name, [] as number[]]));
    const rates: number[] = [];
    for (let sweep = -WARMING_SWEEPS; sweep < load.sweeps; sweep++) {
      for (const name of shuffled(PROCESSES)) {
        const { micros, perSecond } = await measureWindow(servers.get(name)!, load);
        if (sweep < 0) continue;
        windows.get(name)!.push(micros);
        rates.push(perSecond);
      }
    }
    return {
      windows: Object.fromEntries(windows) as Record<ProcessName, number[]>,
      intervals: await intervalsOf(servers),
      bytesPerRequest: await servers.get('bare')!.bytesPerRequest(),
      requestsPerSecond: median(rates),
    };
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
  }
}

/** Starts and warms. Under a load that leaves room for others all warm up at once, and otherwise one by one. */
async function startAll(servers: Map<ProcessName, AllocatingServer>, load: ServerLoad): Promise<void> {
  const start = async (name: ProcessName, warmingMs: number): Promise<void> => {
    const variant = AGENT_VARIANTS[name === 'bare again' ? 'bare' : name];
    const server = await AllocatingServer.start(variant, load.objects);
    servers.set(name, server);
    const until = performance.now() + warmingMs;
    while (performance.now() < until) await server.load(load);
  };
  if (load.perSecond === undefined) {
    for (const name of shuffled(PROCESSES)) await start(name, name === 'auto' ? CHOOSING_MS : WARMING_MS);
    return;
  }
  const started = await Promise.allSettled(PROCESSES.map((name) => start(name, CHOOSING_MS)));
  for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason;
}

async function measureWindow(
  server: AllocatingServer,
  load: ServerLoad,
): Promise<{ micros: number; perSecond: number }> {
  await server.load({ ...load, requests: Math.ceil(LEAD_IN * load.requests) });
  const before = await server.costs();
  const began = performance.now();
  await server.load(load);
  const seconds = (performance.now() - began) / 1000;
  const after = await server.costs();
  const requests = after.requests - before.requests;
  return { micros: (after.cpuMicros - before.cpuMicros) / requests, perSecond: requests / seconds };
}

async function intervalsOf(
  servers: ReadonlyMap<ProcessName, AllocatingServer>,
): Promise<Partial<Record<ProcessName, number>>> {
  const intervals: Partial<Record<ProcessName, number>> = {};
  for (const name of SAMPLING) intervals[name] = await servers.get(name)!.samplingInterval();
  return intervals;
}

function shuffled<T>(values: readonly T[]): T[] {
  const keyed = values.map((value) => ({ value, key: Math.random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}
