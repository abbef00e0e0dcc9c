const MIB = 2 ** 20;
const FLAG =
  /^--max-(old-space-size|old-space-size-percentage|semi-space-size|heap-size)=(\d{1,9}(?:\.\d{1,9})?)$/;

/** What options of node say of V8's memory, in bytes but for the percentage. */
export interface HeapFlags {
  readonly oldSpace: number | undefined;
  /** Of the container's limit; from Node.js 22 on. It overrules `oldSpace`. */
  readonly oldSpacePercentage: number | undefined;
  readonly semiSpace: number | undefined;
  /** The whole heap; `oldSpace` overrules it. */
  readonly heap: number | undefined;
}

/**
 * Reads the options of node in order: of several the last holds, and 0 leaves the choice to V8. A size as a word of its own
 * (`--max-old-space-size 64`) is none: node refuses to start with that.
 */
export function heapFlags(options: readonly string[]): HeapFlags {
  const sizes = new Map<string, number>();
  for (const option of options) {
    const [, name, size] = FLAG.exec(option.replaceAll('_', '-')) ?? [];
    if (name !== undefined) sizes.set(name, Number(size));
  }
  const inBytes = (name: string) => chosen(Math.floor(sizes.get(name) ?? 0) * MIB);
  const percentage = chosen(sizes.get('old-space-size-percentage'));
  return {
    oldSpace: inBytes('old-space-size'),
    oldSpacePercentage: percentage !== undefined && percentage <= 100 ? percentage : undefined,
    semiSpace: inBytes('semi-space-size'),
    heap: inBytes('heap-size'),
  };
}

/** Whether they set the limit of the heap. */
export function limitsHeap({ oldSpace, oldSpacePercentage, heap }: HeapFlags): boolean {
  return oldSpace !== undefined || oldSpacePercentage !== undefined || heap !== undefined;
}

function chosen(size: number | undefined): number | undefined {
  return size === undefined || size === 0 ? undefined : size;
}
