import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readingsInRound } from '../../src/check/readings-in-round.js';
import { type RoundProgress, runRounds } from '../../src/check/run-rounds.js';

/** Runs rounds that take `milliseconds` and writes down what happens in which order. */
async function record(
  milliseconds: number,
  { rounds, warmup = 1, decidedAt = 0 }: { rounds: number; warmup?: number; decidedAt?: number },
) {
  const events: string[] = [];
  const progress: RoundProgress[] = [];
  let readings = 0;
  const measured = await runRounds({
    rounds,
    warmup,
    work: async (round) => {
      events.push(`work ${round}`);
      await sleep(milliseconds);
      events.push(`end ${round}`);
      return milliseconds;
    },
    read: async () => {
      readings++;
      events.push('read');
      await sleep(0);
    },
    isDecided: () => readings >= decidedAt,
    onRound: (round) => progress.push(round),
    signal: new AbortController().signal,
  });
  return { events, measured, readings, progress };
}

describe('rounds', () => {
  it('are read before the first and after each', async () => {
    const { events, measured, progress } = await record(1, { rounds: 2 });
    expect(measured).toBe(2);
    expect(events).toEqual(['work 1', 'end 1', 'read', 'work 2', 'end 2', 'read', 'work 3', 'end 3', 'read']);
    expect(progress.map(({ kind, number, readings }) => `${kind} ${number}: ${readings}`)).toEqual([
      'warm-up 1: 0',
      'round 1: 2',
      'round 2: 3',
    ]);
  });

  it('are read in their middle where they are long and few', async () => {
    const { events } = await record(1500, { rounds: 1 });
    expect(events).toEqual(['work 1', 'end 1', 'read', 'work 2', 'read', 'end 2', 'read']);
  });

  it('go on until there is enough for a verdict, within a bound', async () => {
    expect((await record(1, { rounds: 3, decidedAt: 9 })).measured).toBe(8);
    const { measured, readings } = await record(1, { rounds: 3, decidedAt: Infinity });
    expect(measured).toBe(19);
    expect(readings).toBe(20);
  });

  it('end with the error of the work, also in the middle of a reading', async () => {
    const failing = runRounds({
      rounds: 1,
      warmup: 1,
      work: async (round) => {
        if (round > 1) throw new Error('the work failed');
        return Promise.resolve(5000);
      },
      read: () => sleep(1),
      isDecided: () => true,
      onRound: () => undefined,
      signal: new AbortController().signal,
    });
    await expect(failing).rejects.toThrow('the work failed');
  });
});

it('a round is cut so that the rounds give enough readings, and no finer than time allows', () => {
  expect(readingsInRound(10, 60_000)).toBe(2);
  expect(readingsInRound(15, 60_000)).toBe(1);
  expect(readingsInRound(5, 60_000)).toBe(3);
  expect(readingsInRound(1, 60_000)).toBe(15);
  expect(readingsInRound(1, 1500)).toBe(2);
  expect(readingsInRound(10, 0)).toBe(1);
});
