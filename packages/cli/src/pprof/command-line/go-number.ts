/** What Go's `strconv` says of a text that it refuses. */
export type NumberFault = 'invalid syntax' | 'value out of range';

export class NumberError extends Error {
  readonly fault: NumberFault;

  constructor(fault: NumberFault) {
    super(fault);
    this.fault = fault;
  }
}

const DIGITS = /^[+-]?[0-9]+$/;
const LITERAL =
  /^([+-]?)(?:0([xX])(_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)|0([bB])(_?[01]+(?:_[01]+)*)|0[oO]?(_?[0-7]+(?:_[0-7]+)*)|(0|[1-9][0-9]*(?:_[0-9]+)*))$/;
const DECIMAL_FLOAT =
  /^[+-]?(?:[0-9]+(?:_[0-9]+)*\.?(?:[0-9]+(?:_[0-9]+)*)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?$/;
const HEX_FLOAT =
  /^([+-]?)0[xX]((?:_?[0-9a-fA-F])*)\.?([0-9a-fA-F](?:_?[0-9a-fA-F])*)?[pP]([+-]?[0-9]+(?:_[0-9]+)*)$/;

/**
 * A decimal integer as Go's `strconv.ParseInt(text, 10, bits)` reads it.
 * @throws {NumberError}
 */
export function parseGoDecimal(text: string, bits: 32 | 64): number {
  if (!DIGITS.test(text)) throw new NumberError('invalid syntax');
  return within(BigInt(text.replace(/^\+/, '')), bits);
}

/**
 * An integer as Go's flags take it: also `0x1f`, `0b11`, `0o17`, `017` and `1_000`.
 * @throws {NumberError}
 */
export function parseGoInteger(text: string): number {
  const match = LITERAL.exec(text);
  if (match === null) throw new NumberError('invalid syntax');
  const [, sign, hex, hexDigits, binary, binaryDigits, octalDigits, decimalDigits] = match;
  const digits = (hexDigits ?? binaryDigits ?? octalDigits ?? decimalDigits ?? '').replaceAll('_', '');
  const prefix =
    hex !== undefined ? '0x' : binary !== undefined ? '0b' : octalDigits !== undefined ? '0o' : '';
  const magnitude = BigInt(prefix + digits);
  return within(sign === '-' ? -magnitude : magnitude, 64);
}

function within(value: bigint, bits: 32 | 64): number {
  if (BigInt.asIntN(bits, value) !== value) throw new NumberError('value out of range');
  return Number(value);
}

/**
 * A double as Go's `strconv.ParseFloat(text, 64)` reads it, `inf`, `nan` and hexadecimal mantissas included.
 * @throws {NumberError}
 */
export function parseGoFloat(text: string): number {
  if (/^nan$/i.test(text)) return NaN;
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinity !== null) return infinity[1] === '-' ? -Infinity : Infinity;
  const value = DECIMAL_FLOAT.test(text) ? Number(text.replaceAll('_', '')) : parseHexFloat(text);
  if (!Number.isFinite(value)) throw new NumberError('value out of range');
  return value;
}

/** Exact for up to 13 hexadecimal digits, which hold every double. */
function parseHexFloat(text: string): number {
  const match = HEX_FLOAT.exec(text);
  if (match === null) throw new NumberError('invalid syntax');
  const [, sign, whole = '', fraction = '', exponent] = match;
  const digits = `${whole}${fraction}`.replaceAll('_', '');
  if (digits === '') throw new NumberError('invalid syntax');
  const shift = Number(exponent!.replaceAll('_', '')) - 4 * fraction.replaceAll('_', '').length;
  // Two steps, so that the power itself does not leave the range of doubles.
  const half = Math.trunc(shift / 2);
  const magnitude = Number(`0x${digits}`) * 2 ** half * 2 ** (shift - half);
  return sign === '-' ? -magnitude : magnitude;
}

/** A boolean as Go's flags take it; `undefined` for anything else. */
export function parseGoBoolean(text: string): boolean | undefined {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true;
  if (/^(?:0|f|F|false|FALSE|False)$/.test(text)) return false;
  return undefined;
}

/** A double as Go's `fmt.Sprint` prints it: shortest digits, and an exponent below 1e-4 and from 1e+06 on. */
export function goNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value === 0 || (power >= -4 && power < 6)) return plain(mantissa, power);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plain(mantissa: string, power: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  if (digits.length <= power + 1) return sign + digits.padEnd(power + 1, '0');
  return `${sign}${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}
