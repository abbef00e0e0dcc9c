import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { updatePerformancePage } from './performance-page.js';
import { writeCaptureFiles } from './tui/capture-files.js';
import { serveCaptures } from './tui/capture-server.js';
import { measureFrames } from './tui/frame-times.js';
import { measureStart } from './tui/start-times.js';
import { tuiTables } from './tui/tui-tables.js';
import { measureWatch } from './tui/watch-figures.js';

/**
 * What the terminal UI takes with a large service: frames next to plain Ink, keys, CPU time, memory, the way to the first
 * verdict. Writes its tables into docs/performance.md.
 *
 * `npm run bench:tui -- --quick` takes fewer of everything, and leaves the page alone.
 */
const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;

const SHAPE = { sites: 10_000, leaks: 20 };
const SIZE = { columns: 160, rows: 50 };
const FRAMES = quick ? { moves: 60, data: 8 } : { moves: 300, data: 60 };
/** The 12 captures that warm up among them. */
const FRAME_CAPTURES = quick ? 24 : 76;
const WATCH = quick
  ? { keys: 40, seconds: 10, pausedSeconds: 5, captures: 30 }
  : { keys: 200, seconds: 60, pausedSeconds: 30, captures: 120 };
/** While memory is read and the screens are gone through captures go on. */
const WATCH_CAPTURES = quick ? 60 : 200;
const SERIES = quick ? [14] : [14, 120];
const ROUNDS = quick ? 3 : 7;
const RECORDED = fileURLToPath(import.meta.resolve('../../fixtures/profiles/leaky-proxy'));

// Plain Ink draws nothing in CI.
delete process.env.CI;

console.error(`${WATCH_CAPTURES} captures of ${SHAPE.sites} sites`);
const files = await writeCaptureFiles(SHAPE, WATCH_CAPTURES);
try {
  console.error('frames');
  const frames = await measureFrames({ size: SIZE, paths: files.paths.slice(0, FRAME_CAPTURES), ...FRAMES });
  console.error('watch');
  const server = await serveCaptures(files.paths);
  const watch = await measureWatch({ server, size: SIZE, ...WATCH }).finally(() => server.close());
  const start = [];
  for (const series of [
    { name: 'recorded, 14 captures of 240 sites', directory: RECORDED },
    ...SERIES.map((length) => ({
      name: `${length} captures of ${SHAPE.sites.toLocaleString('en-US')} sites`,
      directory: files.series(length),
    })),
  ]) {
    console.error(`open, ${series.name}`);
    start.push(await measureStart({ ...series, rounds: ROUNDS }, SIZE));
  }
  const found = [
    `Node ${process.version}, ${availableParallelism()} cores, ${SIZE.columns}×${SIZE.rows} cells, ${SHAPE.sites.toLocaleString('en-US')} sites.`,
    ...tuiTables({ frames, watch, start }),
  ].join('\n\n');
  console.log(found);
  if (!quick) updatePerformancePage('tui.ts', found);
} finally {
  files.remove();
}
