// packages/report/dist/safe-text.js
const DEFAULT_LIMIT = 512;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const BEYOND_ASCII = /[^\x20-\x7e]/gu;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const MARKS_AFTER_TWO = /(\p{M}{2})\p{M}+/gu;
const LEADING_MARK = /^(?=\p{M})/u;
const DOTTED_CIRCLE = "◌";
/**
* Makes `text` safe to print: control, format, private, unassigned and invisible characters become visible stand-ins
* (`␛`, `<U+202E>`), so that an attack shows instead of vanishing, and combining marks cannot pile up.
* Printable ASCII is returned as it is.
*/
function safeText(text, { ascii = false, limit = DEFAULT_LIMIT } = {}) {
	const kept = text.length > limit ? withoutMiddle(text, limit) : text;
	if (PRINTABLE_ASCII.test(kept)) return kept;
	if (ascii) return kept.replace(BEYOND_ASCII, codePointName);
	return kept.replace(HIDDEN, visibleForm).replace(MARKS_AFTER_TWO, "$1").replace(LEADING_MARK, DOTTED_CIRCLE);
}
/** Both ends say more than a beginning: a path ends in its file name. */
function withoutMiddle(text, limit) {
	const half = Math.floor(limit / 2);
	return `${text.slice(0, half)}...${text.slice(text.length - half)}`;
}
function visibleForm(character) {
	const codePoint = character.codePointAt(0);
	if (codePoint < 32) return String.fromCodePoint(9216 + codePoint);
	if (codePoint === 127) return "␡";
	return codePointName(character);
}
function codePointName(character) {
	return `<U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`;
}

export { safeText as t };