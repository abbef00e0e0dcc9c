import { plainPhrase } from './phrase.js';
import type { Note } from './site-notes.js';
import { wrapWords } from './wrap-words.js';

const LABEL_WIDTH = 9;

/** A note as lines of text, set in under its label, and safe to print. */
export function noteLines({ label, text }: Note, width: number): string[] {
  const hang = 2 + LABEL_WIDTH + 1;
  return wrapWords(plainPhrase(text), { width: width - hang }).map(
    (line, i) => `  ${(i === 0 ? label : '').padEnd(LABEL_WIDTH)} ${line}`,
  );
}
