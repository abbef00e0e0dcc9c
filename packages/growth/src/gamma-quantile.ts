/** Standard normal deviate of the 80 % quantile. */
const Z80 = 0.8416;

/**
 * 80 % quantile of the Gamma distribution with shape `shape` and scale 1, by the cube-root approximation of Wilson and
 * Hilferty (1931): the upper credible bound of a rate after `shape - 1` events.
 */
export function gammaQuantile80(shape: number): number {
  return shape * (1 - 1 / (9 * shape) + Z80 / (3 * Math.sqrt(shape))) ** 3;
}
