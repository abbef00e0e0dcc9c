import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { updatePerformancePage } from './performance-page.js';
import { measureRound } from './why/service-round.js';
import { type ServiceFigures, whyTable } from './why/why-table.js';

/**
 * What it costs a service with a heap of 200 MB to be asked who keeps its sessions, next to a heap snapshot of the same
 * process and to its traffic alone. Writes its table into docs/performance.md.
 *
 * `npm run bench:why -- --rounds 1 --megabytes 60` takes other numbers, and leaves the page alone. HEAPTIDE_BENCH_NODES
 * names the node programs, separated by commas; by default it is the one that runs this.
 */
const options = parseArgs({
  options: { rounds: { type: 'string' }, megabytes: { type: 'string' } },
}).values;

const rounds = Number(options.rounds ?? 3);
const heapBytes = Number(options.megabytes ?? 200) * 1e6;
const nodes = (process.env.HEAPTIDE_BENCH_NODES ?? process.execPath).split(',');

const services: ServiceFigures[] = nodes.map((execPath) => ({
  node: execFileSync(execPath, ['--version'], { encoding: 'utf8' }).trim().slice(1),
  rounds: [],
}));
for (let round = 0; round < rounds; round++) {
  for (const [i, execPath] of nodes.entries()) {
    console.error(`round ${round + 1} of ${rounds}, Node ${services[i]!.node}`);
    const figures = await measureRound({ execPath, heapBytes });
    services[i] = { ...services[i]!, rounds: [...services[i]!.rounds, figures] };
  }
}

const found = `${availableParallelism()} cores; medians of ${rounds} rounds.\n\n${whyTable(services)}`;
console.log(found);
if (Object.keys(options).length === 0) updatePerformancePage('why.ts', found);
