/**
 * `value` as Go's `%.<digits>f` prints it: rounded from the exact binary value, a tie to the even digit (`toFixed`
 * rounds it up), every digit of a large value (`toFixed` turns to exponents at 1e21), the sign of -0 kept.
 * At most 99 digits.
 */
export function goFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return infinite(value);
  const size = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + (size < 1e21 ? roundedToEven(size, digits) : allDigits(size, digits));
}

/** What Go prints for a value that no format has digits for. */
export function infinite(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

function roundedToEven(size: number, digits: number): string {
  // A tie has exactly one decimal digit too many, so at most that many binary ones: only then is a look needed.
  if (!Number.isInteger(size * 2 ** (digits + 1))) return size.toFixed(digits);
  const exact = size.toFixed(digits + 1);
  const kept = digits === 0 ? exact.slice(0, -2) : exact.slice(0, -1);
  return exact.endsWith('5') && /[02468]$/.test(kept) ? kept : size.toFixed(digits);
}

function allDigits(size: number, digits: number): string {
  return BigInt(size).toString() + (digits === 0 ? '' : `.${'0'.repeat(digits)}`);
}
