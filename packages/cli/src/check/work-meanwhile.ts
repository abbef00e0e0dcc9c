export interface MeanwhileOptions<T> {
  /** Number of the first round that is done meanwhile. */
  readonly first: number;
  /** Does the work of a round; ended by the signal. */
  readonly work: (round: number, ends: AbortSignal) => Promise<unknown>;
  readonly use: (ends: AbortSignal) => Promise<T>;
  readonly signal: AbortSignal;
}

/** Does `use`, and round after round of work as long as that takes. What the work meets then is of no matter: it is cut off in the end. */
export async function workMeanwhile<T>({ first, work, use, signal }: MeanwhileOptions<T>): Promise<T> {
  const enough = new AbortController();
  const ends = AbortSignal.any([signal, enough.signal]);
  const working = (async () => {
    for (let round = first; !ends.aborted; round++) await work(round, ends);
  })().catch(() => undefined);
  try {
    return await use(signal);
  } finally {
    enough.abort();
    await working;
  }
}
