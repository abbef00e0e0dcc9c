/** Protobuf by hand, so that tests of the decoder do not lean on the encoder. */

export function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

export function field(number: number, value: number | bigint): number[] {
  return [...varint(number * 8), ...varint(value)];
}

/** A length-delimited field of bytes and fields. */
export function message(number: number, ...content: readonly (number | readonly number[])[]): number[] {
  const bytes = content.flat();
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}

export function packed(number: number, ...values: readonly (number | bigint)[]): number[] {
  return message(number, ...values.map(varint));
}
