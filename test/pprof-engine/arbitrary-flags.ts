import fc from 'fast-check';

/** A command line of pprof without its sources. */
export interface Flags {
  readonly format: string;
  readonly options: readonly string[];
  /** `-base` or `-diff_base`, where a second profile is to be one. */
  readonly base: '-base' | '-diff_base' | undefined;
}

const PATTERNS = [
  'main',
  'a',
  '^a$',
  'a|b',
  '.',
  'e$',
  '\\.js',
  'anonymous',
  '^[a-c.]+$',
  'x{2}',
  'nowhere',
  'lib/',
  '::',
  '^$',
];
const FORMATS = [
  'top',
  'text',
  'tree',
  'peek',
  'traces',
  'raw',
  'tags',
  'dot',
  'callgrind',
  'comments',
  'list',
];
const TAG_FILTERS = [
  'x',
  'tenant:x',
  'tenant=x,y',
  'x,y',
  'true',
  '1kb:',
  ':4kb',
  '1kb:1mb',
  'bytes=1kb:',
  'bytes=4096',
  '100',
  'request=.',
  'z=-1:100',
];
const KEYS = ['tenant', 'bytes', '.', 'route|z', 'nosuch'];
const KEY_LISTS = ['tenant', 'bytes', 'tenant,bytes', 'z,nosuch', ','];

/** Each flag is there in one of so many command lines. */
const flag = (name: string, values: readonly (string | number)[], oneOf: number): fc.Arbitrary<string[]> =>
  fc
    .tuple(fc.integer({ min: 0, max: oneOf - 1 }), fc.constantFrom(...values))
    .map(([draw, value]) => (draw === oneOf - 1 ? [`-${name}=${value}`] : []));

const OPTIONS: readonly fc.Arbitrary<string[]>[] = [
  flag('nodecount', [1, 2, 3, 5, 8], 4),
  flag('nodefraction', [0, 0.01, 0.1, 0.3], 4),
  flag('edgefraction', [0, 0.01, 0.1, 0.3], 5),
  flag('unit', ['kb', 'mb', 'auto', 'bytes', 'B', 's', 'furlong', 'minimum', 'ms', 'count'], 5),
  flag('sample_index', [0, 1, 'inuse_objects', 'space'], 6),
  flag('divide_by', [2, 3.5, 0.5, 1000, -1], 12),
  ...['focus', 'ignore', 'hide', 'show', 'show_from', 'prune_from'].map((name) => flag(name, PATTERNS, 9)),
  ...['tagfocus', 'tagignore'].map((name) => flag(name, TAG_FILTERS, 14)),
  ...['tagshow', 'taghide'].map((name) => flag(name, KEYS, 14)),
  ...['tagroot', 'tagleaf'].map((name) => flag(name, KEY_LISTS, 14)),
  ...[
    'drop_negative',
    'relative_percentages',
    'compact_labels',
    'mean',
    'noinlines',
    'showcolumns',
    'cum',
  ].map((name) => flag(name, ['true'], 7)),
  flag('call_tree', ['true'], 3),
  flag('trim', ['false'], 12),
  flag('symbolize', ['none', 'demangle=full', 'demangle=templates', 'demangle=none'], 4),
  flag('trim_path', ['/srv', '/srv/app/:/nowhere', 'x'], 14),
  flag('source_path', ['/x/app', '/y/lib', '/nowhere'], 14),
];

const GRANULARITIES = ['functions', 'filefunctions', 'lines', 'addresses', 'files'];

export const arbitraryFlags: fc.Arbitrary<Flags> = fc
  .record({
    format: fc.constantFrom(...FORMATS),
    symbol: fc.constantFrom(...PATTERNS),
    granularity: fc.constantFrom(...GRANULARITIES, undefined, undefined, undefined, undefined, undefined),
    options: fc.tuple(...OPTIONS),
    base: fc.constantFrom('-base', '-diff_base', undefined, undefined),
    normalize: fc.boolean(),
  })
  .map(({ format, symbol, granularity, options, base, normalize }) => ({
    format: format === 'peek' || format === 'list' ? `-${format}=${symbol}` : `-${format}`,
    options: [
      ...(granularity === undefined ? [] : [`-${granularity}`]),
      ...options.flat(),
      ...(base !== undefined && normalize ? ['-normalize'] : []),
    ],
    base,
  }));
