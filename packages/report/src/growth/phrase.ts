import type { Frame } from '@heaptide/growth';
import { safeText } from '../safe-text.js';

/** A name that comes from a profile, as apart from words of ours. */
export interface Name {
  readonly name: string;
}

/** One line of a report before it is known what it is written in; nothing in it is safe to print yet. */
export type Phrase = readonly (string | Name)[];

/** Sentences may be long; a name that is as long as this is made to be a nuisance. */
const LONGEST = { words: 4096, name: 512 };

/** The phrase for a terminal or a log. */
export function plainPhrase(phrase: Phrase): string {
  return phrase
    .map((piece) =>
      typeof piece === 'string'
        ? safeText(piece, { limit: LONGEST.words })
        : safeText(piece.name, { limit: LONGEST.name }),
    )
    .join('');
}

/** Phrases one after the other, with words between them. */
export function joinPhrases(phrases: readonly Phrase[], between: string): Phrase {
  return phrases.flatMap((phrase, i) => (i === 0 ? phrase : [between, ...phrase]));
}

/** `/app/session.js:41:10`; nothing where the place is not known, as of native functions. */
export function placeOf({ file, line, column }: Frame): string {
  if (file === '') return '';
  return line > 0 ? `${file}:${line}${column > 0 ? `:${column}` : ''}` : file;
}

/** A function with its place: `newSession (/app/session.js:41:10)`. */
export function framePhrase(frame: Frame): Phrase {
  const place = placeOf(frame);
  const name = { name: frame.function };
  return place === '' ? [name] : [name, ' (', { name: place }, ')'];
}

/** The name of a function where its place does not stand beside it: one without a name is told by its place. */
export function shortName({ function: name, file, line }: Frame): string {
  return /^[(<]/.test(name) && file !== '' ? `${name} ${file.split(/[/\\]/).at(-1)!}:${line}` : name;
}
