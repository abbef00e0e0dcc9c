/** Text without anything that a terminal or a reader's eye would act on. Only {@link safeText} makes it. */
export type SafeText = string & { readonly __text: 'safe' };

export interface SafeTextOptions {
  /** Show everything beyond printable ASCII as its code point, for terminals that are not UTF-8. */
  readonly ascii?: boolean;
  /** UTF-16 units kept, of the text and of what it becomes; the middle of what is longer is left out. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 512;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const BEYOND_ASCII = /[^\x20-\x7e]/gu;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const MARKS_AFTER_TWO = /(\p{M}{2})\p{M}+/gu;
const LEADING_MARK = /^(?=\p{M})/u;
const HALF_AT_END = /[\uD800-\uDBFF]$/;
const HALF_AT_START = /^[\uDC00-\uDFFF]/;
const DOTTED_CIRCLE = '◌';

/**
 * Makes `text` safe to print: control, format, private, unassigned and invisible characters become visible stand-ins
 * (`␛`, `<U+202E>`), so that an attack shows instead of vanishing, and combining marks cannot pile up.
 * Printable ASCII is returned as it is.
 */
export function safeText(
  text: string,
  { ascii = false, limit = DEFAULT_LIMIT }: SafeTextOptions = {},
): SafeText {
  const kept = atMost(text, limit);
  if (PRINTABLE_ASCII.test(kept)) return kept as SafeText;
  const safe = ascii
    ? kept.replace(BEYOND_ASCII, codePointName)
    : kept.replace(HIDDEN, visibleForm).replace(MARKS_AFTER_TWO, '$1').replace(LEADING_MARK, DOTTED_CIRCLE);
  // A stand-in is up to ten times as long as what it stands for.
  return atMost(safe, Math.max(limit, kept.length)) as SafeText;
}

/** Both ends say more than a beginning: a path ends in its file name. No character is cut in two. */
function atMost(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  const head = text.slice(0, half).replace(HALF_AT_END, '');
  const tail = text.slice(text.length - half).replace(HALF_AT_START, '');
  return `${head}...${tail}`;
}

function visibleForm(character: string): string {
  const codePoint = character.codePointAt(0)!;
  if (codePoint < 0x20) return String.fromCodePoint(0x2400 + codePoint);
  if (codePoint === 0x7f) return '\u2421';
  // A byte that is no UTF-8, as profiles are read.
  if (codePoint >= 0xdc80 && codePoint <= 0xdcff) return `\\x${(codePoint - 0xdc00).toString(16)}`;
  return codePointName(character);
}

function codePointName(character: string): string {
  return `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
}
