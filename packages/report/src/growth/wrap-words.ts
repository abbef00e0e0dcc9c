export interface WrapOptions {
  readonly width: number;
  /** What the second line and those after it begin with. */
  readonly hang?: string;
}

/** Breaks a line between words. A word that is longer than a line stays whole, so that a path can be copied. */
export function wrapWords(text: string, { width, hang = '' }: WrapOptions): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line.trimEnd());
      line = hang + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line.trimEnd()];
}
