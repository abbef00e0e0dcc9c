import { setTimeout as sleep } from 'node:timers/promises';
import { readingsInRound, READINGS_WANTED } from './readings-in-round.js';

export interface RoundsOptions {
  readonly rounds: number;
  readonly warmup: number;
  /** Does the work of a round, counted from 1, warm-up first; resolves with the milliseconds that it took. */
  readonly work: (round: number) => Promise<number>;
  /** Reads the heap of the program. */
  readonly read: () => Promise<void>;
  /** Whether what has been read so far would be enough to decide. */
  readonly isDecided: () => boolean;
  readonly onRound: (progress: RoundProgress) => void;
  readonly signal: AbortSignal;
}

/** A round that is over. */
export interface RoundProgress {
  readonly kind: 'warm-up' | 'round';
  /** From 1, each kind by itself. */
  readonly number: number;
  readonly milliseconds: number;
  readonly readings: number;
}

/** Rounds on top of those asked for, when these were not enough to decide. */
const MOST_EXTRA_ROUNDS = READINGS_WANTED;

/**
 * Works in rounds and reads the heap after each, and within it where a verdict needs more readings than there are rounds
 * and the work takes long enough. Goes on beyond the rounds asked for as long as nothing can be decided, within a bound.
 * Resolves with the number of rounds that were measured.
 */
export async function runRounds(options: RoundsOptions): Promise<number> {
  const { rounds, warmup, work, read, isDecided, onRound } = options;
  let milliseconds = 0;
  let readings = 0;
  const readOnce = async (): Promise<void> => {
    await read();
    readings++;
  };
  for (let number = 1; number <= warmup; number++) {
    milliseconds = await work(number);
    onRound({ kind: 'warm-up', number, milliseconds, readings });
  }
  await readOnce();
  let number = 0;
  while (number < rounds || (number < rounds + MOST_EXTRA_ROUNDS && !isDecided())) {
    number++;
    const parts = readingsInRound(rounds, milliseconds);
    const working = work(warmup + number);
    await readWithin(working, { parts, milliseconds, read: readOnce, signal: options.signal });
    milliseconds = await working;
    await readOnce();
    onRound({ kind: 'round', number, milliseconds, readings });
  }
  return number;
}

/** Reads between equal parts of the work as it took time before; what would come after its end is left out. */
async function readWithin(
  working: Promise<number>,
  {
    parts,
    milliseconds,
    read,
    signal,
  }: { parts: number; milliseconds: number; read: () => Promise<void>; signal: AbortSignal },
): Promise<void> {
  const startedAt = performance.now();
  // Whoever started the work hears of its failure from the promise itself.
  const end = working.then(
    () => true,
    () => true,
  );
  for (let part = 1; part < parts; part++) {
    const delay = Math.max(0, (milliseconds * part) / parts - (performance.now() - startedAt));
    const timer = new AbortController();
    const waited = sleep(delay, false, { signal: AbortSignal.any([timer.signal, signal]) }).catch(() => true);
    const ended = await Promise.race([end, waited]);
    timer.abort();
    if (ended) return;
    await read();
  }
}
