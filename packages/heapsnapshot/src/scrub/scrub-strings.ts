import type { StoredStrings } from '../reader/stored-strings.js';
import { ephemeronParts } from './ephemeron-parts.js';
import type { TextReplacer } from './replace-text.js';
import { spanLooksSecret } from './span-looks-secret.js';
import { StringSpan } from './string-span.js';
import type { StringUses } from './string-uses.js';

export interface ScrubbedStrings {
  readonly strings: number;
  /** Names of the program and of V8 that stayed. */
  readonly kept: number;
  /** Names that were replaced since they look like data. */
  readonly suspiciousLabels: number;
}

/** Replaces all strings that are not names, and those names that look like data. */
export function scrubStrings(
  strings: StoredStrings,
  uses: StringUses,
  replacer: TextReplacer,
): ScrubbedStrings {
  let kept = 0;
  let suspiciousLabels = 0;
  const span = new StringSpan(strings);
  while (span.next()) {
    if (span.start === span.end) continue;
    if (!uses.isLabel(span.index)) replaceAll(span, replacer);
    else if (replaceEphemeron(span, replacer)) continue;
    else if (spanLooksSecret(span, span.start, span.end)) {
      replaceAll(span, replacer);
      suspiciousLabels++;
    } else kept++;
  }
  return { strings: strings.count, kept, suspiciousLabels };
}

function replaceAll(span: StringSpan, replacer: TextReplacer): void {
  replacer.replace(span.bytes, span.start, span.end);
  span.keep();
}

/** Whether the string names an entry of a WeakMap. Kept of it is what the graph needs: the number, the ids and the words between. */
function replaceEphemeron(span: StringSpan, replacer: TextReplacer): boolean {
  const parts = ephemeronParts(span.bytes, span.start, span.end);
  if (parts === undefined) return false;
  replacer.replace(span.bytes, parts.keyStart, parts.keyEnd);
  replacer.replace(span.bytes, parts.valueStart, parts.valueEnd);
  span.keep();
  return true;
}
