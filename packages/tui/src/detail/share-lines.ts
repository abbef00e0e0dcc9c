/**
 * Heights raised to what is wanted as long as all of them take no more than `total` lines; what lacks most comes first.
 * None is ever lowered.
 */
export function shareLines(
  heights: readonly number[],
  wanted: readonly number[],
  total: number,
): readonly number[] {
  const given = [...heights];
  for (let left = total - given.reduce((sum, height) => sum + height, 0); left > 0; left--) {
    const lacking = given.map((height, at) => wanted[at]! - height);
    const most = Math.max(...lacking);
    if (most <= 0) break;
    given[lacking.indexOf(most)]! += 1;
  }
  return given;
}
