/** An entry of a WeakMap, as V8 names the edges to its value. */
export interface EphemeronName {
  /** How V8 calls the key; hostile text. */
  readonly keyClass: string;
  readonly keyId: number;
  readonly valueId: number;
  readonly tableId: number;
}

const PAIR = /^\d+ \/ part of key \((.*?) @(\d+)\) -> value \(.*? @(\d+)\) pair in WeakMap \(table @(\d+)\)$/;

/** Reads the name of an internal edge that leads to the value of a WeakMap; `undefined` for any other name. */
export function readEphemeronName(name: string): EphemeronName | undefined {
  const match = PAIR.exec(name);
  if (match === null) return undefined;
  return {
    keyClass: match[1]!,
    keyId: Number(match[2]),
    valueId: Number(match[3]),
    tableId: Number(match[4]),
  };
}
