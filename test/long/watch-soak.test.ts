/** What a long watch of a fast series leaves behind in the watch itself: nothing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inMib, memoryOf, MIB } from '../proxy/lifecycle-soak.js';
import { slopeOf } from '../support/least-squares.js';
import { type MovingService, serveMovingService } from '../support/moving-service.js';
import { pause, PtyTerminal } from '../support/pty-terminal.js';
import { cliPath } from '../support/session-story.js';

const LIVE_HEAP = new URL('programs/live-heap.mjs', import.meta.url).href;
const MINUTE = 60_000;
/** At least five. */
const MINUTES = Number(process.env.HEAPTIDE_SOAK_MINUTES ?? 10);
/** By then the shelf of captures is full, every site has been seen and every screen been shown. */
const WARM_UP_MINUTES = 2;
/** At both ends, in which what lives is measured; collections are forced there, so resident memory is not. */
const LIVE_MINUTES = 1;
const SAMPLE_MS = 1000;

/**
 * V8 lets resident memory rise and fall by some MiB with the collections that it chooses to make. A line fitted to
 * `minutes` of that alone rises by no more than this, so what a capture leaves is told from it the better the
 * longer the soak is.
 */
const BREATH = 6 * MIB;
/** What lives is measured with collections forced, and moves with how far the judge has thinned its series. */
const ALLOWED_LIVE = 2 * MIB;

/** A minute's tour through all screens: keys, and what is on the screen then. */
const TOUR: readonly (readonly [keys: string, shows: RegExp])[] = [
  ['2', /\[2 Diff\]/],
  ['jjj', /\[2 Diff\]/],
  ['[', /^ A +#/m],
  ['f', /^> /m],
  ['\r', /\[Detail\]/],
  ['\t', /\[Detail\]/],
  ['\u001B', /\[2 Diff\]/],
  ['f', /\[2 Diff\]/],
  ['3', /\[3 Flame\]/],
  ['j', /\[3 Flame\]/],
  ['\r', /\[3 Flame\]/],
  ['i', /\[3 Flame\]/],
  ['i', /\[3 Flame\]/],
  ['0', /\[3 Flame\]/],
  ['4', /\[4 Timeline\]/],
  ['kk', /\[4 Timeline\]/],
  ['G', /\[4 Timeline\]/],
  ['1', /\[1 Live\]/],
  ['b', /\[1 Live\]/],
  ['y', /\[1 Live\]/],
  ['p', /\[1 Live\]/],
  ['p', /\[1 Live\]/],
  ['s', /\[1 Live\]/],
  ['/site', /^ \/site_/m],
  ['\u001B', /\[1 Live\]/],
  ['\u0004', /\[1 Live\]/],
  ['\r', /\[Detail\]/],
  ['\u001B', /\[1 Live\]/],
  ['?', /any key closes|FIRST MINUTE/],
  ['\u001B', /\[1 Live\]/],
];

let folder: string;
let service: MovingService;
let terminal: PtyTerminal | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-watch-soak-'));
  service = await serveMovingService();
});
afterAll(async () => {
  terminal?.kill();
  await service.close();
  rmSync(folder, { recursive: true });
});

it(
  `${MINUTES} minutes of a watch at four captures a second are flat`,
  async () => {
    const watch = (terminal = new PtyTerminal(
      process.execPath,
      [cliPath, 'watch', service.url, '--every', '250ms'],
      {
        columns: 160,
        rows: 50,
        cwd: folder,
        env: {
          NODE_OPTIONS: `--import ${LIVE_HEAP}`,
          ASK_FILE: join(folder, 'ask'),
          ANSWER_FILE: join(folder, 'answer'),
        },
      },
    ));
    const resident: [minute: number, bytes: number][] = [];
    const began = Date.now();
    const minutes = () => (Date.now() - began) / MINUTE;
    const sampling = setInterval(() => resident.push([minutes(), memoryOf(watch.pid, 'VmRSS')]), SAMPLE_MS);
    try {
      await watch.shows(/captures 3/);
      await tour(watch, WARM_UP_MINUTES);
      const before = await liveWhile(() => tour(watch, LIVE_MINUTES));
      const from = minutes();
      await tour(watch, MINUTES - WARM_UP_MINUTES - 2 * LIVE_MINUTES);
      const to = minutes();
      const after = await liveWhile(() => tour(watch, LIVE_MINUTES));
      clearInterval(sampling);

      const fitted = resident.filter(([minute]) => minute >= from && minute < to);
      const slope = slopeOf(fitted);
      const bytes = fitted.map(([, each]) => each);
      console.log(
        [
          `${service.captures()} captures in ${MINUTES} min`,
          `RSS by minute: ${byMinute(resident).map(inMib).join(', ')}`,
          `RSS ${inMib(Math.min(...bytes))} to ${inMib(Math.max(...bytes))}, ${inMib(slope)}/min over ${(to - from).toFixed(1)} min`,
          ...[...after.keys()].map(
            (thread) => `thread ${thread} live: ${inMib(before.get(thread)!)}, ${inMib(after.get(thread)!)}`,
          ),
        ].join('\n'),
      );
      expect(service.captures() / (60 * MINUTES)).toBeGreaterThan(1);
      expect(slope).toBeLessThan(BREATH / (to - from));
      expect(after.size).toBe(2);
      for (const [thread, each] of after) {
        expect(each - before.get(thread)!, `thread ${thread}`).toBeLessThan(ALLOWED_LIVE);
      }
      watch.type('q');
      expect(await watch.exited).toBe(0);
    } finally {
      clearInterval(sampling);
    }
  },
  (1.2 * MINUTES + 3) * MINUTE,
);

/** Means over whole minutes, from the first on. */
function byMinute(resident: readonly (readonly [minute: number, bytes: number])[]): readonly number[] {
  const last = Math.floor(resident.at(-1)?.[0] ?? 0);
  return Array.from({ length: last }, (_, minute) =>
    meanOf(resident.filter(([at]) => Math.floor(at) === minute).map(([, bytes]) => bytes)),
  );
}

/** Goes from screen to screen and back to the first, once a minute. */
async function tour(watch: PtyTerminal, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn++) {
    for (const [keys, shown] of TOUR) {
      watch.type(keys);
      await watch.shows(shown);
      await pause(MINUTE / TOUR.length);
    }
  }
}

/** What each thread of the watch holds after a collection while `act` goes on, in bytes: the mean of what was measured. */
async function liveWhile(act: () => Promise<void>): Promise<ReadonlyMap<number, number>> {
  writeFileSync(join(folder, 'answer'), '');
  writeFileSync(join(folder, 'ask'), '');
  await act();
  rmSync(join(folder, 'ask'));
  const readings = readFileSync(join(folder, 'answer'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly thread: number; readonly bytes: number });
  const threads = new Set(readings.map(({ thread }) => thread));
  return new Map(
    [...threads].map((each) => [
      each,
      meanOf(readings.filter(({ thread }) => thread === each).map(({ bytes }) => bytes)),
    ]),
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
