import type { SnapshotStrings } from '../model/snapshot-strings.js';
import { EPHEMERON } from './scrub-strings.js';
import { looksSecret } from './secret-shapes.js';

/** How many strings of a scrubbed snapshot still look like data, whatever they were used for. */
export function countSuspicious(strings: SnapshotStrings): number {
  let suspicious = 0;
  for (let index = 0; index < strings.count; index++) {
    const text = strings.text(index);
    const pair = EPHEMERON.exec(text);
    // The ids of nodes are long numbers.
    const parts = pair === null ? [text] : [pair[2]!, pair[4]!];
    if (parts.some(looksSecret)) suspicious++;
  }
  return suspicious;
}
