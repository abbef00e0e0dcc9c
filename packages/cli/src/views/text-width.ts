const WIDTH = { usual: 100, least: 60, most: 160 };

/** Characters in a line of a report on this output: those of a terminal, within reason. */
export function textWidth({
  isTTY,
  columns,
}: {
  readonly isTTY?: boolean;
  readonly columns?: number;
}): number {
  if (isTTY !== true || columns === undefined || columns <= 0) return WIDTH.usual;
  return Math.min(WIDTH.most, Math.max(WIDTH.least, columns));
}
