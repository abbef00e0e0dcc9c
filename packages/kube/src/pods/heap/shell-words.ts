/**
 * Splits `text` into words at white space, as a shell does and node does with NODE_OPTIONS: quotes keep a word together, and a
 * backslash takes the next character as it is, but not between single quotes. Nothing is expanded.
 */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const [raw] of text.matchAll(WORD)) {
    words.push(
      raw.replace(PART, (part: string, double?: string, single?: string, escaped?: string) => {
        if (double !== undefined) return double.replace(/\\(.)/gs, '$1');
        return single ?? escaped ?? part;
      }),
    );
  }
  return words;
}

/** An unclosed quote reaches to the end. */
const WORD = /(?:"(?:\\.|[^"\\])*(?:"|\\?$)|'[^']*(?:'|$)|\\.|\\$|[^\s"'\\])+/gs;
const PART = /"((?:\\.|[^"\\])*)(?:"|\\?$)|'([^']*)(?:'|$)|\\(.|$)/gs;
