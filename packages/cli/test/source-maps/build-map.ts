/** `[column, source, line, column, name]`, all 0-based; the last two or four may be missing. */
export type TestSegment = readonly [
  column: number,
  source?: number,
  line?: number,
  column?: number,
  name?: number,
];

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The `mappings` of a source map, from segments by line of the program: each number as difference to the one before. */
export function encodeMappings(lines: readonly (readonly TestSegment[])[]): string {
  const before = [0, 0, 0, 0, 0];
  return lines
    .map((segments) => {
      before[0] = 0;
      return segments
        .map((segment) =>
          segment
            .map((value, field) => {
              const digits = encodeNumber(value! - before[field]!);
              before[field] = value!;
              return digits;
            })
            .join(''),
        )
        .join(',');
    })
    .join(';');
}

function encodeNumber(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += DIGITS[rest > 0 ? digit | 32 : digit]!;
  } while (rest > 0);
  return text;
}

export interface TestMap {
  readonly sources: readonly (string | null)[];
  readonly names?: readonly string[];
  readonly lines: readonly (readonly TestSegment[])[];
  readonly sourceRoot?: string;
}

/** A source map as an object, ready for JSON. */
export function buildMap({ sources, names = [], lines, sourceRoot }: TestMap): Record<string, unknown> {
  return {
    version: 3,
    sources,
    names,
    mappings: encodeMappings(lines),
    ...(sourceRoot !== undefined && { sourceRoot }),
  };
}
