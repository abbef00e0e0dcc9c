import { safeText } from '../safe-text.js';
import { escapeMarkup } from '../flame/escape-markup.js';
import type { Phrase } from './phrase.js';

const LONGEST = { words: 4096, name: 200 };
/** What may stand between backticks in a table: neither ends the code nor the cell. */
const PLAIN_CODE = /^(?! )[^`|\\]+(?<! )$/;
/** Beyond these a character may be markup somewhere. */
const MARKUP = /[^\p{L}\p{N} ,;.:()%±+'-]/gu;

/**
 * A phrase in GitHub's Markdown, for a paragraph, a list or a cell of a table. Names are code, in which nothing is markup,
 * a mention or a reference; words of ours keep their meaning, since a work counter may be named by anyone.
 */
export function markdownPhrase(phrase: Phrase): string {
  return phrase.map((piece) => (typeof piece === 'string' ? prose(piece) : code(piece.name))).join('');
}

/** A phrase in the middle of HTML, where Markdown is not read. */
export function htmlPhrase(phrase: Phrase): string {
  return phrase
    .map((piece) =>
      typeof piece === 'string'
        ? quiet(escapeMarkup(piece, { limit: LONGEST.words }))
        : `<code>${escapeMarkup(piece.name, { limit: LONGEST.name })}</code>`,
    )
    .join('');
}

function code(name: string): string {
  const safe = safeText(name, { limit: LONGEST.name });
  return PLAIN_CODE.test(safe) ? `\`${safe}\`` : `<code>${safe.replace(MARKUP, entity)}</code>`;
}

function prose(text: string): string {
  const safe = safeText(text, { limit: LONGEST.words });
  return quiet(safe.replace(/[\\`*_{}[\]<>&|~$/!"]/g, entity).replace(/www\./gi, 'www&#46;'));
}

/** GitHub looks for mentions and references in the HTML, where entities are characters again. */
function quiet(text: string): string {
  return text.replace(/@/g, '<code>@</code>').replace(/(?<!&)#/g, '<code>#</code>');
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)!};`;
}
