import fc from 'fast-check';
import { type Profile, ProfileBuilder, StringTable, type ValueType } from '../src/index.js';
import { headerStrings, type ProfileHeader } from '../src/build/profile-header.js';

export const HEAP_TYPES: readonly ValueType[] = [
  { type: 'inuse_objects', unit: 'count' },
  { type: 'inuse_space', unit: 'bytes' },
];

const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const whole = fc.maxSafeInteger();

export interface ArbitraryOptions {
  /** Of the strings in the table. */
  readonly text?: fc.Arbitrary<string>;
}

/** Any profile that the model allows, its columns filled without regard to sense. */
export function arbitraryProfile({
  text = fc.string({ unit: 'binary' }),
}: ArbitraryOptions = {}): fc.Arbitrary<Profile> {
  const type = fc.record({ type: text.filter((name) => name !== ''), unit: text });
  const header: fc.Arbitrary<ProfileHeader> = fc
    .record({
      sampleTypes: fc.array(type, { minLength: 1, maxLength: 4 }),
      defaultSampleType: text,
      periodType: type,
      period: int64,
      timeNanos: int64,
      durationNanos: int64,
      comments: fc.array(text),
      dropFrames: text,
      keepFrames: text,
      docUrl: text,
    })
    .map(({ period: exactPeriod, ...rest }) => {
      const period = Number(exactPeriod);
      return { ...rest, period, ...(!Number.isSafeInteger(period) && { exactPeriod }) };
    });
  const counts = fc.record({
    mappings: fc.nat(2),
    functions: fc.nat(4),
    locations: fc.nat(6),
    samples: fc.nat(12),
  });
  return fc
    .tuple(header, counts, fc.array(text))
    .chain(([fields, count, texts]) =>
      fillTables(fields, count, [...new Set(['', ...texts, ...headerStrings(fields)])]),
    );
}

type Counts = Readonly<Record<'mappings' | 'functions' | 'locations' | 'samples', number>>;

function fillTables(header: ProfileHeader, count: Counts, strings: readonly string[]): fc.Arbitrary<Profile> {
  const string = fc.nat(strings.length - 1);
  const column = (value: fc.Arbitrary<number>, length: number) =>
    fc.array(value, { minLength: length, maxLength: length });
  const bigColumn = (length: number) => fc.array(uint64, { minLength: length, maxLength: length });
  const width = header.sampleTypes.length;
  const line = fc.tuple(fc.nat(Math.max(0, count.functions - 1)), whole, whole);
  const lines = fc.array(
    fc.array(line, { maxLength: count.functions === 0 ? 0 : 3 }),
    sized(count.locations),
  );
  const frame = fc.nat(Math.max(0, count.locations - 1));
  const stacks = fc.array(
    fc.array(frame, { maxLength: count.locations === 0 ? 0 : 40 }),
    sized(count.samples),
  );
  const label = fc.tuple(
    string,
    string,
    fc.oneof({ weight: 9, arbitrary: whole.map(BigInt) }, int64),
    string,
  );
  const labels = fc.array(fc.array(label, { maxLength: 3 }), sized(count.samples));
  return fc
    .record({
      memory: fc.tuple(bigColumn(count.mappings), bigColumn(count.mappings), bigColumn(count.mappings)),
      mappingStrings: fc.tuple(column(string, count.mappings), column(string, count.mappings)),
      flags: column(fc.nat(15), count.mappings),
      names: fc.tuple(
        column(string, count.functions),
        column(string, count.functions),
        column(string, count.functions),
      ),
      startLine: column(whole, count.functions),
      address: bigColumn(count.locations),
      mapping: column(fc.integer({ min: -1, max: count.mappings - 1 }), count.locations),
      folded: column(fc.nat(1), count.locations),
      lines,
      stacks,
      labels,
      values: fc.array(
        fc.oneof({ weight: 20, arbitrary: fc.maxSafeInteger().map(BigInt) }, { weight: 1, arbitrary: int64 }),
        sized(count.samples * width),
      ),
    })
    .map((all) => ({
      strings: StringTable.of(strings),
      ...header,
      mappings: {
        length: count.mappings,
        memoryStart: BigUint64Array.from(all.memory[0]),
        memoryLimit: BigUint64Array.from(all.memory[1]),
        fileOffset: BigUint64Array.from(all.memory[2]),
        filename: Int32Array.from(all.mappingStrings[0]),
        buildId: Int32Array.from(all.mappingStrings[1]),
        flags: Uint8Array.from(all.flags),
      },
      functions: {
        length: count.functions,
        name: Int32Array.from(all.names[0]),
        systemName: Int32Array.from(all.names[1]),
        filename: Int32Array.from(all.names[2]),
        startLine: Float64Array.from(all.startLine),
      },
      locations: {
        length: count.locations,
        address: BigUint64Array.from(all.address),
        mapping: Int32Array.from(all.mapping),
        lineOffsets: offsets(all.lines),
        lineFunction: Int32Array.from(all.lines.flat(), ([func]) => func),
        lineNumber: Float64Array.from(all.lines.flat(), ([, number]) => number),
        lineColumn: Float64Array.from(all.lines.flat(), ([, , place]) => place),
        folded: Uint8Array.from(all.folded),
      },
      samples: {
        length: count.samples,
        stackOffsets: offsets(all.stacks),
        stack: Int32Array.from(all.stacks.flat()),
        ...int64Columns('values', 'exactValues', all.values),
        labelOffsets: offsets(all.labels),
        labelKey: Int32Array.from(all.labels.flat(), ([key]) => key),
        labelText: Int32Array.from(all.labels.flat(), ([, word]) => word),
        ...int64Columns(
          'labelNumber',
          'exactLabelNumbers',
          all.labels.flat().map(([, , number]) => number),
        ),
        labelUnit: Int32Array.from(all.labels.flat(), ([, , , unit]) => unit),
      },
    }));
}

/** Small profiles of one program, made so that stacks of different profiles often agree and values often cancel. */
export function arbitraryCapture(sampleTypes: readonly ValueType[] = HEAP_TYPES): fc.Arbitrary<Profile> {
  const word = fc.constantFrom('a', 'b', 'c');
  const line = fc.record({ name: word, startLine: fc.nat(2), line: fc.nat(2) });
  const label = fc.oneof(
    fc.record({ key: word, text: word }),
    fc.record({ key: word, number: fc.integer({ min: 1, max: 3 }), unit: word }),
  );
  const sample = fc.record({
    stack: fc.array(fc.array(line, { minLength: 1, maxLength: 2 }), { maxLength: 3 }),
    values: fc.array(fc.integer({ min: -2, max: 2 }), sized(sampleTypes.length)),
    // One label a key: pprof, and so we, gives a meaning to the order of labels of one key.
    labels: fc.uniqueArray(label, { maxLength: 2, selector: ({ key }) => key }),
  });
  return fc
    .record({
      samples: fc.array(sample, { maxLength: 8 }),
      program: word,
      memoryStart: fc.constantFrom(0n, 0x1000n),
      // Not 0, which pprof, and so we, takes for a time before all others and after some.
      timeNanos: fc.bigInt({ min: 1n, max: 5n }),
      period: fc.nat(3),
      comments: fc.array(word, { maxLength: 2 }),
    })
    .map(({ samples, program, memoryStart, timeNanos, period, comments }) => {
      const builder = new ProfileBuilder({ sampleTypes, timeNanos, durationNanos: timeNanos, period });
      for (const comment of comments) builder.comment(comment);
      const mapping = builder.mapping({ filename: program, memoryStart, memoryLimit: memoryStart + 0x1000n });
      for (const { stack, values, labels } of samples) {
        const locations = stack.map((lines) =>
          builder.location({
            mapping,
            address: memoryStart + BigInt(lines.length),
            lines: lines.map(({ name, startLine, line }) => ({
              function: builder.func({ name, filename: `${name}.js`, startLine }),
              line,
              column: 0,
            })),
          }),
        );
        builder.sample({ stack: locations, values, labels });
      }
      return builder.build();
    });
}

/** A column of doubles, and one of the exact numbers where some double is rounded. */
function int64Columns<Rounded extends string, Exact extends string>(
  rounded: Rounded,
  exact: Exact,
  numbers: readonly bigint[],
): Record<Rounded, Float64Array> & Partial<Record<Exact, BigInt64Array>> {
  const doubles = Float64Array.from(numbers, Number);
  const rounds = !doubles.every(Number.isSafeInteger);
  return { [rounded]: doubles, ...(rounds && { [exact]: BigInt64Array.from(numbers) }) } as ReturnType<
    typeof int64Columns<Rounded, Exact>
  >;
}

function sized(length: number): { minLength: number; maxLength: number } {
  return { minLength: length, maxLength: length };
}

function offsets(lists: readonly (readonly unknown[])[]): Int32Array<ArrayBuffer> {
  const result = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => (result[i + 1] = result[i]! + list.length));
  return result;
}
