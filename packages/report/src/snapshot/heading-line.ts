import type { HeapGraph } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';

/** How much there is: `41.0 MiB in 678,121 objects`. */
export function headingLine({ snapshot, retainedSizes }: HeapGraph): string {
  return `${longBytes(retainedSizes[0]!)} in ${count(snapshot.nodeCount)} objects`;
}
