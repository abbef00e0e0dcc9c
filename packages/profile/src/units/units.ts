/** Units that convert into each other: factors to the first, smallest unit of the family come with each. */
interface Family {
  /** In ascending order. */
  readonly units: readonly Unit[];
  /** For values below the smallest unit. */
  readonly fallback: Unit;
}

interface Unit {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly factor: number;
}

const BYTE: Unit = { name: 'B', aliases: ['b', 'byte'], factor: 1 };
const SECOND: Unit = { name: 's', aliases: ['s', 'sec', 'second'], factor: 1e9 };
const GCU: Unit = { name: 'GCU', aliases: ['gcu'], factor: 1 };

/** The units that google/pprof knows, `internal/measurement/measurement.go`. */
const FAMILIES: readonly Family[] = [
  {
    units: [
      BYTE,
      { name: 'kB', aliases: ['kb', 'kbyte', 'kilobyte'], factor: 2 ** 10 },
      { name: 'MB', aliases: ['mb', 'mbyte', 'megabyte'], factor: 2 ** 20 },
      { name: 'GB', aliases: ['gb', 'gbyte', 'gigabyte'], factor: 2 ** 30 },
      { name: 'TB', aliases: ['tb', 'tbyte', 'terabyte'], factor: 2 ** 40 },
      { name: 'PB', aliases: ['pb', 'pbyte', 'petabyte'], factor: 2 ** 50 },
    ],
    fallback: BYTE,
  },
  {
    units: [
      { name: 'ns', aliases: ['ns', 'nanosecond'], factor: 1 },
      { name: 'us', aliases: ['us', 'microsecond'], factor: 1e3 },
      { name: 'ms', aliases: ['ms', 'millisecond'], factor: 1e6 },
      SECOND,
      { name: 'hrs', aliases: ['hour', 'hr'], factor: 3600e9 },
    ],
    fallback: SECOND,
  },
  {
    units: [
      { name: 'n*GCU', aliases: ['nanogcu'], factor: 1e-9 },
      { name: 'u*GCU', aliases: ['microgcu'], factor: 1e-6 },
      { name: 'm*GCU', aliases: ['milligcu'], factor: 1e-3 },
      GCU,
      { name: 'k*GCU', aliases: ['kilogcu'], factor: 1e3 },
      { name: 'M*GCU', aliases: ['megagcu'], factor: 1e6 },
      { name: 'G*GCU', aliases: ['gigagcu'], factor: 1e9 },
      { name: 'T*GCU', aliases: ['teragcu'], factor: 1e12 },
      { name: 'P*GCU', aliases: ['petagcu'], factor: 1e15 },
    ],
    fallback: GCU,
  },
];

/** Suffixes that say nothing. */
const PLAIN = new Set(['count', 'sample', 'unit', 'minimum', 'auto']);

/** A value in the unit to print it in; `unit` is `''` for plain counts. */
export interface ScaledValue {
  readonly value: number;
  readonly unit: string;
}

/**
 * Converts a value as google/pprof does. `to` is a unit, or `auto` for the largest in which the value is at least 1.
 * A `to` that the family of `from` lacks counts as the base unit of the family (B, s); a `from` of no family leaves the
 * value as it is.
 */
export function scaleValue(value: number, from: string, to: string): ScaledValue {
  const known = lookUp(from);
  if (known === undefined) return { value, unit: PLAIN.has(to) ? '' : to };
  const { family } = known;
  const amount = value * known.unit.factor;
  const automatic = to === 'auto' || to === 'minimum';
  const target = automatic
    ? family.units.findLast((unit) => Math.abs(amount) / unit.factor >= 1)
    : find(family, to);
  const { name, factor } = target ?? family.fallback;
  return { value: amount / factor, unit: name };
}

/** How many of `to` make one `from`; `undefined` where they do not convert. */
export function unitRatio(from: string, to: string): number | undefined {
  if (from === to) return 1;
  const source = lookUp(from);
  const target = source && find(source.family, to);
  return target && source.unit.factor / target.factor;
}

const BY_ALIAS: ReadonlyMap<string, { family: Family; unit: Unit }> = new Map(
  FAMILIES.flatMap((family) =>
    family.units.flatMap((unit) => unit.aliases.map((alias) => [alias, { family, unit }])),
  ),
);

function lookUp(name: string): { family: Family; unit: Unit } | undefined {
  const lower = name.toLowerCase();
  return BY_ALIAS.get(lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower);
}

/** The unit of a name, if it is one of the family. */
function find(family: Family, name: string): Unit | undefined {
  const known = lookUp(name);
  return known?.family === family ? known.unit : undefined;
}
