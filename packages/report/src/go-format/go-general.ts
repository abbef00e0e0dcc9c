import { infinite } from '@heaptide/profile';

/** More digits than a double within 1e-20 of a tie needs to show that it is none. */
const ALL_DIGITS = 60;

/**
 * `value` as Go's `%.<precision>g` prints it: that many significant digits, a tie to the even digit, no trailing
 * zeros, and an exponent of two digits or more below 1e-4 and from 10^precision on. `precision` from 1 to 50.
 */
export function goGeneral(value: number, precision: number): string {
  if (!Number.isFinite(value)) return infinite(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0`;
  const { digits, exponent } = significant(Math.abs(value), precision);
  const useExponent = exponent < -4 || exponent >= precision;
  return sign + (useExponent ? scientific(digits, exponent) : positional(digits, exponent));
}

/** The digits without trailing zeros, and the power of ten of the first. */
function significant(size: number, precision: number): { digits: string; exponent: number } {
  const [mantissa, exponent] = size.toExponential(precision - 1).split('e') as [string, string];
  // A tie has one significant digit too many, and so few binary ones behind the point: only then is a look needed.
  if (!Number.isInteger(size * 2 ** (2 * precision + 2))) {
    return { digits: mantissa.replace('.', '').replace(/0+$/, ''), exponent: Number(exponent) };
  }
  const [long, longExponent] = size.toExponential(ALL_DIGITS - 1).split('e') as [string, string];
  const exact = long.replace('.', '');
  const kept = exact.slice(0, precision);
  const tie = /^50*$/.test(exact.slice(precision));
  const down = tie && /[02468]$/.test(kept);
  return {
    digits: (down ? kept : mantissa.replace('.', '')).replace(/0+$/, ''),
    exponent: Number(down ? longExponent : exponent),
  };
}

function scientific(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function positional(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
