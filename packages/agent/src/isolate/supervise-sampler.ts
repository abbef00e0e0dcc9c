import type { SamplerKeeper } from './sampler-keeper.js';

const FIRST_LOOK_MS = 1000;
const CHECK_EVERY_MS = 5000;
const LOOK_EVERY_MS = 2000;
/** A look reads all live samples; the more there are, the rarer it is, so that looking takes 0.1 % of the time at most. */
const PAUSE_PER_LOOK = 1000;

/**
 * Keeps an eye on the sampler from a timer that keeps no process alive: starts it again when it was stopped, and has its
 * interval chosen where that is to be. Returns how to end it.
 */
export function superviseSampler(keeper: SamplerKeeper, choosesInterval: boolean): () => void {
  let timer: NodeJS.Timeout;
  const next = (delay: number): void => {
    timer = setTimeout(look, delay);
    timer.unref();
  };
  const look = (): void => {
    const begin = performance.now();
    try {
      keeper.check();
      if (choosesInterval) keeper.adjust();
    } catch {
      // What is wrong with the sampler is told to whoever asks for a capture.
    }
    const took = performance.now() - begin;
    next(choosesInterval ? Math.max(LOOK_EVERY_MS, PAUSE_PER_LOOK * took) : CHECK_EVERY_MS);
  };
  next(choosesInterval ? FIRST_LOOK_MS : CHECK_EVERY_MS);
  return () => clearTimeout(timer);
}
