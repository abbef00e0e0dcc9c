/** Standard normal deviate of the 90 % quantile. */
const Z90 = 1.2816;

/**
 * 90 % quantile of the Gamma distribution with shape `shape` and scale 1, by the cube-root approximation of Wilson and
 * Hilferty (1931): the upper credible bound of a rate after `shape - 1` events.
 */
export function gammaQuantile90(shape: number): number {
  return shape * (1 - 1 / (9 * shape) + Z90 / (3 * Math.sqrt(shape))) ** 3;
}
