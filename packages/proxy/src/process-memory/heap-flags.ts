const MIB = 1024 ** 2;

const MIN_SEMI_SPACE_MIB = 1;
const MAX_SEMI_SPACE_MIB = 16;
/** About what V8 chooses in a small container. More costs memory there and saves a proxy no time. */
const SEMI_SPACES_PER_HEAP = 64;
/** V8 counts the young generation as three semi-spaces. */
const SEMI_SPACES = 3;

/**
 * Options of node with which V8's whole heap limit is `heapBytes`, from 8 MiB up, in whole MiB. They say how large the
 * young generation may be as well, since V8's own choice differs from release to release.
 */
export function heapFlags(heapBytes: number): readonly string[] {
  const heap = Math.floor(heapBytes / MIB);
  const most = Math.min(MAX_SEMI_SPACE_MIB, heap / SEMI_SPACES_PER_HEAP);
  const semiSpace = Math.max(MIN_SEMI_SPACE_MIB, 2 ** Math.floor(Math.log2(most)));
  return [`--max-old-space-size=${heap - SEMI_SPACES * semiSpace}`, `--max-semi-space-size=${semiSpace}`];
}
