/** What a line is fitted through. */
export interface LinePoint {
  readonly at: number;
  readonly value: number;
}

/** A straight line through points, by least squares. */
export interface Line {
  readonly slope: number;
  /** Its slope in standard errors, from the scatter about it. */
  readonly deviate: number;
  /** Its value at the last point over that at the first, which counts for at least a twentieth of the last. */
  readonly ratio: number;
}

/** Fits a line; `points` are in order and at least three. */
export function fitLine(points: readonly LinePoint[]): Line {
  const count = points.length;
  const meanAt = points.reduce((sum, { at }) => sum + at, 0) / count;
  const mean = points.reduce((sum, { value }) => sum + value, 0) / count;
  let spread = 0;
  let joint = 0;
  for (const { at, value } of points) {
    spread += (at - meanAt) ** 2;
    joint += (at - meanAt) * (value - mean);
  }
  const slope = joint / spread;
  const lineAt = (at: number): number => mean + slope * (at - meanAt);
  const scatter = points.reduce((sum, { at, value }) => sum + (value - lineAt(at)) ** 2, 0);
  const error = Math.sqrt(scatter / (count - 2) / spread);
  const last = lineAt(points.at(-1)!.at);
  const ratio = last > 0 ? last / Math.max(lineAt(points[0]!.at), last / 20) : 0;
  return { slope, deviate: slope === 0 ? 0 : slope / error, ratio };
}
