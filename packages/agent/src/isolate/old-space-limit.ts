const MIB = 2 ** 20;
const FLAG = /^--max[-_]old[-_]space[-_]size=(\d+)$/;

/**
 * The limit of V8's old generation that was asked for, in bytes; of several the last one holds. `options` are those of
 * node's command line and of NODE_OPTIONS, in order.
 */
export function oldSpaceLimit(options: readonly string[]): number | undefined {
  const asked = options.map((option) => Number(FLAG.exec(option)?.[1] ?? 0)).filter((mib) => mib > 0);
  const last = asked.at(-1);
  return last === undefined ? undefined : last * MIB;
}
