import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { growthTables } from './growth-tables.js';
import { huntMemory, type JudgedSeries, measureJudging } from './judging-time.js';
import { updatePerformancePage } from './performance-page.js';

/**
 * How long a person waits for the verdict on a long series of a large service, next to comparing totals by site. Writes its
 * tables into docs/performance.md.
 *
 * `npm run bench:growth -- --quick` takes fewer rounds, and leaves the page alone.
 */
const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;

const CAPTURES = 120;
const SHAPES = [
  { sites: 1000, leaks: 5 },
  { sites: 10_000, leaks: 20 },
];
const ROUNDS = quick ? 1 : 3;
const MEMORY_AFTER = quick ? [60, 120] : [60, 120, 240];
/** Nothing leaks, so that only the number of captures grows. */
const STEADY = { sites: 10_000, leaks: 0 };

const judged = SHAPES.map((shape) => {
  console.error(`${shape.sites} sites`);
  const rounds: JudgedSeries[] = [];
  // The first one is thrown away: it compiles.
  for (let round = 0; round <= ROUNDS; round++) rounds.push(measureJudging(shape, CAPTURES));
  return { shape, rounds: rounds.slice(1) };
});
console.error('memory');
const memory = MEMORY_AFTER.map((captures) => ({ captures, bytes: huntMemory(STEADY, captures) }));

const found = [
  `Node ${process.version}, ${availableParallelism()} cores; ${ROUNDS} rounds.`,
  ...growthTables({ judged, memory, captures: CAPTURES }),
].join('\n\n');
console.log(found);
if (!quick) updatePerformancePage('growth.ts', found);
