import type { ApiValue } from './api-value.js';

const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;
/** Longer than any quantity that means something, and short enough for exact arithmetic. */
const MOST_CHARACTERS = 64;
const MOST_EXPONENT = 30;

/** Powers of ten of the decimal suffixes. */
const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
/** Powers of two of the binary ones. */
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * The whole number that a quantity of Kubernetes stands for, as bytes for memory: `128Mi`, `1.5G`, `12E6`, `128974848000m`.
 * A fraction is rounded up in size, as Kubernetes itself does. `undefined` for what is no quantity.
 * Grammar: k8s.io/apimachinery, pkg/api/resource, type Quantity.
 */
export function parseQuantity(text: string): number | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const [shape, sign, whole = '', fraction = '', suffix = '', exponent] = SHAPE.exec(text) ?? [];
  if (shape === undefined || whole + fraction === '') return undefined;
  const tens = (exponent === undefined ? (DECIMAL[suffix] ?? 0) : Number(exponent)) - fraction.length;
  if (Math.abs(tens) > MOST_EXPONENT + MOST_CHARACTERS) return undefined;
  const digits = BigInt(whole + fraction) << BigInt(BINARY[suffix] ?? 0);
  const size = tens >= 0 ? digits * 10n ** BigInt(tens) : roundedUp(digits, 10n ** BigInt(-tens));
  return Number(sign === '-' ? -size : size);
}

function roundedUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

/** A quantity where the API has one, as text or, where it was written so, as a number. */
export function memoryBytes(value: ApiValue): number | undefined {
  return value.integer ?? parseQuantity(value.text ?? '');
}
