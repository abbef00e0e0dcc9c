/** How many of everything an index holds, from which the lengths of its columns follow. */
export interface IndexCounts {
  readonly nodes: number;
  readonly edges: number;
  readonly locations: number;
  readonly classes: number;
  /** UTF-16 units of all names of classes. */
  readonly classNameUnits: number;
  readonly strings: number;
  readonly stringBytes: number;
  readonly hasDetachedness: boolean;
  readonly hasTraceNodes: boolean;
}

export const BYTES_PER_NODE = 45;
export const BYTES_PER_EDGE = 9;
const BYTES_PER_LOCATION = 16;
const BYTES_PER_CLASS = 16;
const BYTES_PER_STRING = 8;

/** Bytes of all columns of these lengths. */
export function bytesOfColumns(counts: IndexCounts): number {
  const { nodes, edges, locations, classes, classNameUnits, strings, stringBytes } = counts;
  const optional = (counts.hasDetachedness ? 1 : 0) + (counts.hasTraceNodes ? 4 : 0);
  return (
    nodes * (BYTES_PER_NODE + optional) +
    Uint32Array.BYTES_PER_ELEMENT +
    edges * BYTES_PER_EDGE +
    Math.ceil(edges / 32) * Uint32Array.BYTES_PER_ELEMENT +
    locations * BYTES_PER_LOCATION +
    classes * BYTES_PER_CLASS +
    classNameUnits * Uint16Array.BYTES_PER_ELEMENT +
    strings * BYTES_PER_STRING +
    stringBytes
  );
}

/** Whether each is a number that a file could have of it. */
export function areCounts(value: object): value is IndexCounts {
  const counts = value as Record<keyof IndexCounts, unknown>;
  return (
    [counts.nodes, counts.edges, counts.locations, counts.classes].every(isCount) &&
    [counts.classNameUnits, counts.strings, counts.stringBytes].every(isCount) &&
    counts.nodes !== 0 &&
    typeof counts.hasDetachedness === 'boolean' &&
    typeof counts.hasTraceNodes === 'boolean'
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
