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
/** Numbers of the threads of a watch. */
const SCREENS = 0;
const JUDGE = 1;
const MINUTE = 60_000;
/** At least eight. */
const MINUTES = Number(process.env.HEAPTIDE_SOAK_MINUTES ?? 10);
/** By then the shelf of captures is full, every site has been seen and every screen been shown. */
const WARM_UP_MINUTES = 2;
/** At both ends, in which what lives is measured; collections are forced there, so resident memory is not. */
const LIVE_MINUTES = 1;
/** After the first of them the heap takes the room again that it would have had. */
const SETTLE_MINUTES = 1;
const SAMPLE_MS = 1000;

/** By so much did the resident memory of a minute differ from that of others, as its standard deviation: 2 MiB were seen. */
const BREATH = 3 * MIB;
/** For caches that fill up, one name for each site, and code that is compiled late. */
const LEAST_ALLOWED_RISE = 0.1 * MIB;
/** The judge thins its series from time to time: in 5000 captures what it held moved between 34 and 46 MiB, and did not rise. */
const ALLOWED_LIVE = { screens: 4 * MIB, judge: 12 * MIB };

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
  `${MINUTES} minutes of a watch of a fast series are flat`,
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
      await tour(watch, SETTLE_MINUTES);
      const from = minutes();
      await tour(watch, MINUTES - WARM_UP_MINUTES - 2 * LIVE_MINUTES - SETTLE_MINUTES);
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
      expect(slope).toBeLessThan(allowedRise(to - from));
      expect([...after.keys()].toSorted()).toEqual([SCREENS, JUDGE]);
      expect(after.get(SCREENS)! - before.get(SCREENS)!).toBeLessThan(ALLOWED_LIVE.screens);
      expect(after.get(JUDGE)! - before.get(JUDGE)!).toBeLessThan(ALLOWED_LIVE.judge);
      watch.type('q');
      expect(await watch.exited).toBe(0);
    } finally {
      clearInterval(sampling);
    }
  },
  (1.2 * MINUTES + 3) * MINUTE,
);

/** Bytes per minute that a line through so many minutes of the breath alone rises by, thrice its standard deviation. */
function allowedRise(minutes: number): number {
  return Math.max(LEAST_ALLOWED_RISE, 3 * BREATH * Math.sqrt(12 / (minutes ** 3 - minutes)));
}

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
