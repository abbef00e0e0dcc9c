import type { StoredStrings } from '../reader/stored-strings.js';
import { ephemeronParts } from './ephemeron-parts.js';
import { spanLooksSecret } from './span-looks-secret.js';
import { StringSpan } from './string-span.js';

/** How many strings of a scrubbed snapshot still look like data, whatever they were used for. */
export function countSuspicious(strings: StoredStrings): number {
  let suspicious = 0;
  const span = new StringSpan(strings);
  while (span.next()) if (isSuspicious(span)) suspicious++;
  return suspicious;
}

function isSuspicious(span: StringSpan): boolean {
  const parts = ephemeronParts(span.bytes, span.start, span.end);
  if (parts === undefined) return spanLooksSecret(span, span.start, span.end);
  // The ids of nodes are long numbers.
  return (
    spanLooksSecret(span, parts.keyStart, parts.keyEnd) ||
    spanLooksSecret(span, parts.valueStart, parts.valueEnd)
  );
}
