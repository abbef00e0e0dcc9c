const MIB = 2 ** 20;
/** Above this share of the container the rest of the process does not fit beside the heap. */
const MOST_SHARE = 0.75;
const ADVISED_SHARE = 0.6;

/** Whether a heap limit goes with the memory limit of its container; bytes. */
export function fitsContainer(heapLimit: number, containerLimit: number): boolean {
  return heapLimit <= MOST_SHARE * containerLimit;
}

/** The option of node by which the heap goes with a container of so many bytes. */
export function advisedHeapOption(containerLimit: number): string {
  return `--max-old-space-size=${Math.max(1, Math.floor((ADVISED_SHARE * containerLimit) / MIB))}`;
}
