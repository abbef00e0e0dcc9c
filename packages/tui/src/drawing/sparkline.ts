export interface SparklineOptions {
  /** Cells; a longer series is averaged into them, a shorter one stands at the right. */
  readonly width: number;
  /** Half the 95 % interval of one value. */
  readonly error: number;
  /** Characters from the lowest to the highest. */
  readonly heights: string;
}

/** Noise alone spreads over about two intervals; drawn on four it stays around the middle. */
const LEAST_RANGE_IN_ERRORS = 4;

/** The shape of a series: each on its own scale, which is never finer than what its values are worth. */
export function sparkline(series: ArrayLike<number>, { width, error, heights }: SparklineOptions): string {
  const points = average(series, width);
  let least = Infinity;
  let most = -Infinity;
  for (const value of points) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const range = Math.max(most - least, LEAST_RANGE_IN_ERRORS * error);
  const floor = (least + most - range) / 2;
  let drawn = '';
  for (const value of points) {
    const share = range > 0 ? (value - floor) / range : 0.5;
    drawn += heights[Math.ceil(share * (heights.length - 1) - 0.5)] ?? heights[0]!;
  }
  return drawn.padStart(width);
}

function average(series: ArrayLike<number>, width: number): readonly number[] {
  if (series.length <= width) return Array.from(series);
  return Array.from({ length: width }, (_, cell) => {
    const from = Math.floor((cell * series.length) / width);
    const to = Math.floor(((cell + 1) * series.length) / width);
    let sum = 0;
    for (let index = from; index < to; index++) sum += series[index]!;
    return sum / (to - from);
  });
}
