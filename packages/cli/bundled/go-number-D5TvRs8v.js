// packages/cli/dist/pprof/command-line/go-number.js
var NumberError = class extends Error {
	fault;
	constructor(fault) {
		super(fault);
		this.fault = fault;
	}
};
const DIGITS = /^[+-]?[0-9]+$/;
const LITERAL = /^([+-]?)(?:0([xX])(_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)|0([bB])(_?[01]+(?:_[01]+)*)|0[oO]?(_?[0-7]+(?:_[0-7]+)*)|(0|[1-9][0-9]*(?:_[0-9]+)*))$/;
const DECIMAL_FLOAT = /^[+-]?(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?$/;
const HEX_FLOAT = /^([+-]?)0[xX]((?:_?[0-9a-fA-F])*)\.?([0-9a-fA-F](?:_?[0-9a-fA-F])*)?[pP]([+-]?[0-9]+(?:_[0-9]+)*)$/;
/**
* A decimal integer as Go's `strconv.ParseInt(text, 10, bits)` reads it.
* @throws {NumberError}
*/
function parseGoDecimal(text, bits) {
	if (!DIGITS.test(text)) throw new NumberError("invalid syntax");
	return within(BigInt(text.replace(/^\+/, "")), bits);
}
/**
* An integer as Go's flags take it: also `0x1f`, `0b11`, `0o17`, `017` and `1_000`.
* @throws {NumberError}
*/
function parseGoInteger(text) {
	const match = LITERAL.exec(text);
	if (match === null) throw new NumberError("invalid syntax");
	const [, sign, hex, hexDigits, binary, binaryDigits, octalDigits, decimalDigits] = match;
	const digits = (hexDigits ?? binaryDigits ?? octalDigits ?? decimalDigits ?? "").replaceAll("_", "");
	const magnitude = BigInt((hex !== void 0 ? "0x" : binary !== void 0 ? "0b" : octalDigits !== void 0 ? "0o" : "") + digits);
	return within(sign === "-" ? -magnitude : magnitude, 64);
}
function within(value, bits) {
	if (BigInt.asIntN(bits, value) !== value) throw new NumberError("value out of range");
	return Number(value);
}
/**
* A double as Go's `strconv.ParseFloat(text, 64)` reads it, `inf`, `nan` and hexadecimal mantissas included.
* @throws {NumberError}
*/
function parseGoFloat(text) {
	if (/^nan$/i.test(text)) return NaN;
	const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text);
	if (infinity !== null) return infinity[1] === "-" ? -Infinity : Infinity;
	const value = DECIMAL_FLOAT.test(text) ? Number(text.replaceAll("_", "")) : parseHexFloat(text);
	if (!Number.isFinite(value)) throw new NumberError("value out of range");
	return value;
}
/** Exact for up to 13 hexadecimal digits, which hold every double. */
function parseHexFloat(text) {
	const match = HEX_FLOAT.exec(text);
	if (match === null) throw new NumberError("invalid syntax");
	const [, sign, whole = "", fraction = "", exponent] = match;
	const digits = `${whole}${fraction}`.replaceAll("_", "");
	if (digits === "") throw new NumberError("invalid syntax");
	const shift = Number(exponent.replaceAll("_", "")) - 4 * fraction.replaceAll("_", "").length;
	const half = Math.trunc(shift / 2);
	const magnitude = Number(`0x${digits}`) * 2 ** half * 2 ** (shift - half);
	return sign === "-" ? -magnitude : magnitude;
}
/** A boolean as Go's flags take it; `undefined` for anything else. */
function parseGoBoolean(text) {
	if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true;
	if (/^(?:0|f|F|false|FALSE|False)$/.test(text)) return false;
}
/** A double as Go's `fmt.Sprint` prints it: shortest digits, and an exponent below 1e-4 and from 1e+06 on. */
function goNumber(value) {
	if (Number.isNaN(value)) return "NaN";
	if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
	if (Object.is(value, -0)) return "-0";
	const [mantissa = "", exponent = ""] = value.toExponential().split("e");
	const power = Number(exponent);
	if (value === 0 || power >= -4 && power < 6) return plain(mantissa, power);
	return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
function plain(mantissa, power) {
	const sign = mantissa.startsWith("-") ? "-" : "";
	const digits = mantissa.replace(/[-.]/g, "");
	if (power < 0) return `${sign}0.${"0".repeat(-power - 1)}${digits}`;
	if (digits.length <= power + 1) return sign + digits.padEnd(power + 1, "0");
	return `${sign}${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}

export { parseGoFloat as a, parseGoDecimal as i, goNumber as n, parseGoInteger as o, parseGoBoolean as r, NumberError as t };