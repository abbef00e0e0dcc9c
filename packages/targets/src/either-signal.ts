/** A signal of several, to be let go of once nobody waits for it any more. */
export interface EitherSignal {
  readonly signal: AbortSignal;
  readonly release: () => void;
}

/**
 * Aborts as soon as one of `signals` does. On Node 20 and 22 what `AbortSignal.any` gives is held on to by its sources as long
 * as they live: with the signal that ends a watch, every capture of it would leave something behind.
 */
export function eitherSignal(signals: readonly AbortSignal[]): EitherSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signals.find(({ aborted }) => aborted)?.reason);
  for (const signal of signals) signal.addEventListener('abort', abort);
  if (signals.some(({ aborted }) => aborted)) abort();
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) signal.removeEventListener('abort', abort);
    },
  };
}
