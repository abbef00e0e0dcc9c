import type { StoredStrings } from '../reader/stored-strings.js';
import type { TextReplacer } from './replace-text.js';
import { looksSecret } from './secret-shapes.js';
import type { StringUses } from './string-uses.js';

export interface ScrubbedStrings {
  readonly strings: number;
  /** Names of the program and of V8 that stayed. */
  readonly kept: number;
  /** Names that were replaced since they look like data. */
  readonly suspiciousLabels: number;
}

/** `N / part of key (K @id) -> value (V @id) pair in WeakMap (table @T)`, of which K and V may be what a string holds. */
export const EPHEMERON =
  /^(\d+ \/ part of key \()(.*)( @\d+\) -> value \()(.*)( @\d+\) pair in WeakMap \(table @\d+\))$/s;

/** Replaces all strings that are not names, and those names that look like data. */
export function scrubStrings(
  strings: StoredStrings,
  uses: StringUses,
  replacer: TextReplacer,
): ScrubbedStrings {
  let kept = 0;
  let suspiciousLabels = 0;
  for (let index = 0; index < strings.count; index++) {
    const bytes = strings.rawBytes(index);
    if (bytes.length === 0) continue;
    if (!uses.isLabel(index)) {
      strings.overwrite(index, replacer.replacement(bytes));
      continue;
    }
    const text = strings.text(index);
    const pair = EPHEMERON.exec(text);
    if (pair !== null) {
      strings.overwrite(index, replacePair(bytes, pair, replacer));
    } else if (looksSecret(text)) {
      strings.overwrite(index, replacer.replacement(bytes));
      suspiciousLabels++;
    } else {
      kept++;
    }
  }
  return { strings: strings.count, kept, suspiciousLabels };
}

/** Keeps what the graph needs: the number, the ids and the words between. */
function replacePair(bytes: Uint8Array, pair: RegExpExecArray, replacer: TextReplacer): Uint8Array {
  const [text, before, key, between, , after] = pair as unknown as readonly [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const end = bytes.length - after.length;
  // What is kept is ASCII; of what is not, escapes and other letters take more bytes than characters.
  const middle =
    bytes.length === text.length
      ? before.length + key.length
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(between, end - between.length);
  const valueStart = middle + between.length;
  const replaced = bytes.slice();
  replaced.set(replacer.replacement(bytes.subarray(before.length, middle)), before.length);
  replaced.set(replacer.replacement(bytes.subarray(valueStart, end)), valueStart);
  return replaced;
}
