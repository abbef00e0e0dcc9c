import { type GrowthReport, Hunt, isDecided } from '@heaptide/growth';
import { sampleInProcess } from '@heaptide/agent/in-process';
import { setImmediate as turn } from 'node:timers/promises';
import { type GrowthOptions, growthSettings } from './growth-options.js';
import { inTurn } from './in-turn.js';

/** What is to be measured: one call is one unit of work. */
export type Work = () => unknown;

/** What came of measuring. */
export interface GrowthMeasurement {
  readonly report: GrowthReport;
  /** Calls between the first reading of the heap and the last. */
  readonly calls: number;
  /** Mean bytes between two samples. */
  readonly interval: number;
}

const UNIT = 'calls';
/** For calls of a round whose number the caller leaves open. */
const ROUND_MS = 50;
const FEWEST_ITERATIONS = 4;
const MOST_ITERATIONS = 1000;
/** Rounds on top, when those that were planned do not suffice for a verdict. */
const EXTRA_ROUNDS = 8;
/** Turns of the event loop between a round and its reading: what it has begun, such as finalizers, comes to an end. */
const TURNS = 3;

// Under fake timers the clock of the test stands still.
const now = performance.now.bind(performance);

/**
 * Calls `work` round by round in this thread and reads the heap after each round, after a collection. Only what is
 * allocated meanwhile is seen. Measurements of one thread wait for each other.
 *
 * @throws {RangeError} for options out of range; whatever `work` throws.
 */
export async function measureGrowth(work: Work, options: GrowthOptions = {}): Promise<GrowthMeasurement> {
  const { rounds, warmup, iterations: wanted, interval } = growthSettings(options);
  return inTurn(async () => {
    const sampler = sampleInProcess({ interval });
    const hunt = new Hunt({ unit: UNIT });
    let calls = 0;
    const read = async (): Promise<GrowthReport> => {
      for (let i = 0; i < TURNS; i++) await turn();
      return sampler.readApart({ [UNIT]: calls }, (capture) => hunt.add(capture));
    };
    try {
      let iterations = wanted ?? 0;
      for (let round = 0; round < warmup; round++) {
        if (wanted === undefined) iterations = await callFor(work, ROUND_MS);
        else await callTimes(work, wanted);
      }
      let report = await read();
      for (let round = 0; round < rounds || (round < rounds + EXTRA_ROUNDS && !isDecided(report)); round++) {
        await callTimes(work, iterations);
        calls += iterations;
        report = await read();
      }
      return { report, calls, interval: sampler.interval };
    } finally {
      sampler.stop();
    }
  });
}

async function callTimes(work: Work, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await work();
}

/** Calls as often as time allows, within bounds, and says how often. */
async function callFor(work: Work, milliseconds: number): Promise<number> {
  const end = now() + milliseconds;
  let called = 0;
  while (called < FEWEST_ITERATIONS || (called < MOST_ITERATIONS && now() < end)) {
    await work();
    called++;
  }
  return called;
}
