import fc from 'fast-check';
import { type Label, type Profile, ProfileBuilder, StringTable, type ValueType } from '../../src/index.js';

/** What a generated profile is made of. Small pools, so that frames, stacks and labels often agree. */
export interface ProgramOptions {
  readonly names?: readonly string[];
  readonly files?: readonly string[];
  /** Files of mappings. */
  readonly programs?: readonly string[];
  readonly labelTexts?: readonly string[];
  readonly sampleTypes?: fc.Arbitrary<readonly ValueType[]>;
  /** A sample value. */
  readonly value?: fc.Arbitrary<bigint>;
  /** `drop_frames` and `keep_frames`. */
  readonly frameFilter?: fc.Arbitrary<string>;
}

const type = (name: string, unit: string): ValueType => ({ type: name, unit });

/** Names that some filter, some shortening or some notation takes for something. */
export const NAMES = [
  'main',
  'a',
  'b',
  'a.b.c',
  '(anonymous)',
  '<anonymous>',
  'Array.from<T>',
  'ns::Class::~method',
  '(anonymous namespace)::run(int)',
  'operator()(x)',
  '.hidden',
  'example.com/mod/v2/pkg.Func[...]',
  'java.util.Map.get(I)',
  'say "hi"\\now',
  'two\nlines',
  'tab\there',
  'émoji 😀',
  '\ufffd',
  '',
] as const;

export const FILES = [
  'a.js',
  '/srv/app/lib/a.js',
  './x/../a.js',
  '//srv//b.js/',
  '../../up.js',
  '/../g.js',
  'file:///srv/app/c.mjs',
  'node:internal/d',
  '/proc/self/cwd/f.c',
  'with space.js',
  '',
] as const;

const PROGRAMS = ['/nowhere/node', 'app', '/nowhere/bin/a b', '[vdso]', ''] as const;
const TEXTS = ['x', 'y', 'true', 'a:b', 'two words', 'one\\ntwo', '\n'] as const;
const KEYS = ['tenant', 'route', 'bytes', 'request', 'z'] as const;
const UNITS = ['', 'bytes', 'kb', 'ms', 'furlong'] as const;

export const HEAP: readonly ValueType[] = [type('inuse_objects', 'count'), type('inuse_space', 'bytes')];

/** Most values are small, so that they tie and cancel. */
export const VALUES: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: -3n, max: 6n }) },
  { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: 4_000_000n }) },
  { weight: 1, arbitrary: fc.constantFrom(1024n, 1_048_576n, -1_048_576n, 1_099_511_627_776n) },
);

/** A profile as of a program that was compiled, inlined, labelled and moved about in memory. */
export function arbitraryProgram(options: ProgramOptions = {}): fc.Arbitrary<Profile> {
  const { sampleTypes = fc.constant(HEAP) } = options;
  return sampleTypes.chain((types) => programOf(types, options));
}

function programOf(sampleTypes: readonly ValueType[], options: ProgramOptions): fc.Arbitrary<Profile> {
  const { value = VALUES, frameFilter = fc.constant('') } = options;
  const name = fc.constantFrom(...(options.names ?? NAMES));
  const func = fc.record({
    name,
    filename: fc.constantFrom(...(options.files ?? FILES)),
    startLine: fc.constantFrom(0, 0, 0, 1, 2),
    systemName: fc.constantFrom('', '', '', 'system'),
  });
  const address = fc.constantFrom(0n, 0n, 0x1000n, 0x1010n, 0x20_0000_0010n, 2n ** 64n - 1n);
  const program = fc.record({
    filename: fc.constantFrom(...(options.programs ?? PROGRAMS)),
    buildId: fc.constantFrom('', 'abc123'),
    memoryStart: fc.constantFrom(0n, 0x1000n),
    flags: fc.constantFrom(0, 7, 15),
  });
  const text = fc.constantFrom(...(options.labelTexts ?? TEXTS));
  const key = fc.constantFrom(...KEYS);
  const label: fc.Arbitrary<Label> = fc.oneof(
    fc.record({ key, text }),
    fc.record({
      key,
      number: fc.constantFrom(0, 1, -1, 100, 1024, 4096, 5000, 1_048_576),
      unit: fc.constantFrom(...UNITS),
    }),
  );
  const tables = fc.record({
    programs: fc.array(program, { maxLength: 2 }),
    functions: fc.array(func, { minLength: 1, maxLength: 7 }),
  });
  return tables.chain(({ programs, functions }) => {
    const line = fc.record({
      function: fc.nat(functions.length - 1),
      line: fc.constantFrom(0, 1, 1, 2, 7, 123_456),
      column: fc.constantFrom(0, 0, 3),
    });
    const lines = fc.oneof(
      { weight: 12, arbitrary: fc.array(line, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.array(line, { maxLength: 0 }) },
    );
    const place = fc.record({ mapping: fc.nat(programs.length), address, lines });
    return fc.array(place, { minLength: 1, maxLength: 9 }).chain((places) => {
      const sample = fc.record({
        stack: fc.array(fc.nat(places.length - 1), { maxLength: 7 }),
        values: fc.array(value, { minLength: sampleTypes.length, maxLength: sampleTypes.length }),
        labels: fc.array(label, { maxLength: 3 }),
      });
      return fc
        .record({
          samples: fc.array(sample, { minLength: 1, maxLength: 12 }),
          timeNanos: fc.constantFrom(0n, 1_774_000_000_123_456_789n),
          durationNanos: fc.constantFrom(0n, 0n, 1_500_000_000n),
          period: fc.constantFrom(0, 524_288),
          comments: fc.array(fc.constantFrom('#hidden', 'shown', ''), { maxLength: 2 }),
          docUrl: fc.constantFrom('', '', 'http://example.com/'),
          defaultSampleType: fc.constantFrom('', '', sampleTypes[0]!.type),
          dropFrames: frameFilter,
          keepFrames: frameFilter,
          folded: fc.boolean(),
        })
        .map(({ samples, comments, dropFrames, keepFrames, folded, ...header }) => {
          const builder = new ProfileBuilder({ sampleTypes, periodType: type('space', 'bytes'), ...header });
          for (const comment of comments) builder.comment(comment);
          const mappings = programs.map((each) =>
            builder.mapping({ ...each, memoryLimit: each.memoryStart + 0x40_0000_0000n }),
          );
          const funcs = functions.map((each) => builder.func(each));
          const locations = places.map((each) => {
            const mapping = mappings[each.mapping];
            return builder.location({
              address: each.address,
              lines: each.lines.map((at) => ({ ...at, function: funcs[at.function]! })),
              ...(mapping !== undefined && { mapping }),
            });
          });
          for (const { stack, labels } of samples) {
            const values = sampleTypes.map(() => 0);
            builder.sample({ stack: stack.map((frame) => locations[frame]!), values, labels });
          }
          const profile = builder.build();
          const values = samples.flatMap((each) => each.values);
          const doubles = Float64Array.from(values, Number);
          return {
            ...profile,
            dropFrames,
            keepFrames,
            strings: StringTable.of([...profile.strings]),
            locations: {
              ...profile.locations,
              folded: profile.locations.folded.map((_, row) => (folded && row % 3 === 0 ? 1 : 0)),
            },
            samples: {
              ...profile.samples,
              values: doubles,
              ...(!doubles.every(Number.isSafeInteger) && { exactValues: BigInt64Array.from(values) }),
            },
          };
        });
    });
  });
}
