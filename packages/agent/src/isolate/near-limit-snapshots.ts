const FLAG = /^--heapsnapshot[-_]near[-_]heap[-_]limit(?:=(.*))?$/;

/**
 * How many heap snapshots Node.js was asked to write near V8's heap limit; of several options the last one holds. `options`
 * are those of node's command line and of NODE_OPTIONS, in order, a value with its option or after it.
 */
export function nearLimitSnapshots(options: readonly string[]): number {
  const at = options.findLastIndex((option) => FLAG.test(option));
  if (at < 0) return 0;
  const asked = Number(FLAG.exec(options[at]!)![1] ?? options[at + 1]);
  return asked > 0 ? asked : 0;
}
