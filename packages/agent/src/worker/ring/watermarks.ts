/** In percent of the limit. */
const LOWEST_STEP = 60;
const STEP_WIDTH = 5;
const HIGHEST_STEP = 95;
/** From here on no rise is left out. */
const URGENT_STEP = 85;
/** How far usage must fall below a step before it counts as passed again. */
const REARM_WIDTH = 10;
const MIN_SPACING_MS = 1000;

/**
 * Tells when usage passes a step on its way to a limit: 60 %, 65 %, … 95 %. A step fires once, and again after usage has
 * been more than 10 points below it. Of several steps passed at once the highest fires. At most one fires in a second, except for
 * a step higher than all before and the steps from 85 % on; one that has to wait fires later, if usage is still there.
 */
export class Watermarks {
  /** The highest step that has fired and is not to fire again yet. */
  #passed = 0;
  #highest = 0;
  #firedAt = -Infinity;

  /** The step in percent that fires by this reading, if one does. @param now In milliseconds, never running back. */
  observe(usage: number, limit: number, now: number): number | undefined {
    this.#passed = Math.min(this.#passed, stepBelow(usage, limit, REARM_WIDTH));
    const step = stepBelow(usage, limit, 0);
    if (step < LOWEST_STEP || step <= this.#passed) return undefined;
    const exempt = step >= URGENT_STEP || step > this.#highest;
    if (!exempt && now - this.#firedAt < MIN_SPACING_MS) return undefined;
    this.#passed = step;
    this.#highest = Math.max(this.#highest, step);
    this.#firedAt = now;
    return step;
  }

  /** The lowest step above `usage` that a rise would make fire, in percent. */
  next(usage: number, limit: number): number | undefined {
    const step = Math.max(LOWEST_STEP, this.#passed + STEP_WIDTH, stepBelow(usage, limit, 0) + STEP_WIDTH);
    return step > HIGHEST_STEP ? undefined : step;
  }
}

/** The highest step at or below `usage` plus `points` of percent. */
function stepBelow(usage: number, limit: number, points: number): number {
  if (!(limit > 0)) return 0;
  const steps = Math.floor(((usage / limit) * 100 + points) / STEP_WIDTH);
  return Math.min(HIGHEST_STEP, steps * STEP_WIDTH);
}
