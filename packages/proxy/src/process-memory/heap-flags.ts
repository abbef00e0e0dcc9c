const MIB = 1024 ** 2;

const MIN_SEMI_SPACE_MIB = 1;
/** V8's own choice in Node 20 and 22; that of later ones takes more than a small container has. */
const MAX_SEMI_SPACE_MIB = 16;
const SEMI_SPACES_PER_HEAP = 8;
/** V8 counts the young generation as three semi-spaces. */
const SEMI_SPACES = 3;

/**
 * Options of node with which V8's whole heap limit is `heapBytes`, from 8 MiB up, in whole MiB. The young generation is
 * bounded as well, at three eighths at most: by itself it may grow to 48 MiB in Node 20 and 22, to 192 MiB in Node 24 and
 * to 96 MiB in Node 26.
 */
export function heapFlags(heapBytes: number): readonly string[] {
  const heap = Math.floor(heapBytes / MIB);
  const most = Math.min(MAX_SEMI_SPACE_MIB, heap / SEMI_SPACES_PER_HEAP);
  const semiSpace = Math.max(MIN_SEMI_SPACE_MIB, 2 ** Math.floor(Math.log2(most)));
  return [`--max-old-space-size=${heap - SEMI_SPACES * semiSpace}`, `--max-semi-space-size=${semiSpace}`];
}
