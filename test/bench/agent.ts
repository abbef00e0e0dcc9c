import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAddedMemory } from './added-memory.js';
import { cpuTable, memoryTable, pauseTable } from './agent-tables.js';
import { measureCapturePause } from './capture-pause.js';
import { measureCpuCost } from './cpu-cost.js';
import type { ServerLoad } from './cpu-round.js';
import { updatePerformancePage } from './performance-page.js';

/**
 * What the agent costs the program that it is in: CPU time of requests at three rates of allocation, main-thread time of
 * captures, memory. Writes its tables into docs/performance.md.
 *
 * `npm run bench:agent -- --quick` takes fewer rounds, and leaves the page alone. HEAPTIDE_BENCH_NODES names the node
 * programs, separated by commas, whose captures are measured; by default it is the one that runs this.
 */
const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;

/** For about 10 and 100 MB/s, and for as much as a core can do. */
const LOADS: readonly ServerLoad[] = [
  { objects: 20, perSecond: 1250, requests: 400, sweeps: quick ? 5 : 8 },
  { objects: 300, perSecond: 4200, requests: 1200, sweeps: quick ? 5 : 8 },
  { objects: 300, requests: 3000, sweeps: quick ? 8 : 12 },
];
const ROUNDS = quick ? { cpu: 2, memory: 3 } : { cpu: 9, memory: 11 };
const CAPTURES = quick ? 10 : 50;

const nodes = (process.env.HEAPTIDE_BENCH_NODES ?? process.execPath).split(',');

console.error('memory');
const memory = await measureAddedMemory(ROUNDS.memory);
const pauses = [];
for (const node of nodes) {
  console.error(`captures, ${node}`);
  pauses.push(await measureCapturePause(node, CAPTURES));
}
const costs = [];
for (const load of LOADS) {
  console.error(`CPU, ${load.perSecond ?? 'unpaced'} requests/s`);
  costs.push(await measureCpuCost(load, ROUNDS.cpu));
}

const found = [
  `Node ${process.version}, ${availableParallelism()} cores; ${ROUNDS.cpu} rounds.`,
  cpuTable(costs),
  pauseTable(pauses),
  memoryTable(memory),
].join('\n\n');
console.log(found);
if (!quick) updatePerformancePage('agent.ts', found);
