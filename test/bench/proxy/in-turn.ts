/** The order of a round: each round begins with the next one, and every other round goes backwards. */
export function inTurn<T>(values: readonly T[], round: number): T[] {
  const step = round % 2 === 0 ? 1 : -1;
  return values.map((_, i) => values.at((round + step * i) % values.length)!);
}
