/** Slope of the straight line that fits points `[x, y]` best, by least squares. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = mean(points.map(([x]) => x));
  const level = mean(points.map(([, y]) => y));
  let along = 0;
  let square = 0;
  for (const [x, y] of points) {
    along += (x - middle) * (y - level);
    square += (x - middle) ** 2;
  }
  return along / square;
}
