/** A quoted part, an escaped character, a gap, or a run of plain characters; a quote alone is one that nobody closes. */
const PART = /'([^']*)'|"((?:\\[^]|[^"\\])*)"|\\([^])|(\s+)|([^\s'"\\]+)|(['"\\])/gy;

/**
 * Words as a shell would see them, and nothing else that a shell does: quotes and backslashes count, variables,
 * wildcards and operators do not. `undefined` where a quote is not closed.
 */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (const [, single, double, escaped, gap, plain, unclosed] of text.matchAll(PART)) {
    if (unclosed !== undefined) return undefined;
    if (gap === undefined) {
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '');
    } else {
      if (word !== undefined) words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}
