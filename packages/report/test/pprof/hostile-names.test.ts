import { type Profile, ProfileBuilder } from '@heaptide/profile';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PPROF_OPTIONS, generatePprofReport, type PprofFormat } from '../../src/pprof/index.js';

interface Names {
  readonly name: string;
  readonly file: string;
  readonly program: string;
  readonly text: string;
  readonly unit: string;
  readonly comment: string;
}

const PLAIN: Names = { name: 'f', file: 'f.js', program: 'node', text: 'x', unit: 'bytes', comment: 'shown' };

function profileOf({ name, file, program, text, unit, comment }: Names): Profile {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit }] });
  builder.comment(comment);
  const mapping = builder.mapping({ filename: program });
  const places = [name, `${name}2`].map((each) => {
    const func = builder.func({ name: each, filename: file });
    return builder.location({ mapping, lines: [{ function: func, line: 1, column: 0 }] });
  });
  places.push(builder.location({ mapping, address: 0n, lines: [] }));
  const labels = [
    { key: 'k', text },
    { key: 'bytes', number: 4096, unit },
  ];
  builder.sample({ stack: places, values: [2_000_000], labels });
  return builder.build();
}

function report(profile: Profile, format: PprofFormat): Promise<string> {
  const surroundings = { talk: () => undefined, readSource: () => undefined, workingDirectory: '/' };
  const options = { ...DEFAULT_PPROF_OPTIONS, granularity: 'lines' as const };
  return generatePprofReport(
    profile,
    { format, options, symbol: format === 'list' ? 'f' : undefined },
    surroundings,
  ) as Promise<string>;
}

/** What of dot stands outside of strings, in each of which a backslash takes the next character with it. */
const outside = (dot: string) => dot.replace(/"(?:[^"\\]|\\[^])*"/g, '_');
/** Without numbers, which count what is the same text or not. */
const shape = (dot: string) => outside(dot).replace(/\d+/g, '0').split(/\s+/).sort();

const hostile = fc.constantFrom(
  'x" URL="javascript:alert(1)',
  '"]; N1 -> N1 [label="',
  'ends in \\',
  'ends in \\\\',
  'quoted "',
  '\\"',
  '\\\\n"',
  'a\nb"',
  'C:\\new\\"f".js',
);

test.each(Object.keys(PLAIN) as (keyof Names)[])('in dot no %s leaves its string', async (place) => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const dot = await report(profileOf({ ...PLAIN, [place]: text }), 'dot');
      expect(outside(dot)).not.toMatch(/["\\]|URL|alert/);
      // A file is shown by its last part, which is another line of a label and no more.
      expect(shape(dot)).toEqual(shape(await report(profileOf({ ...PLAIN, [place]: 'plain' }), 'dot')));
    }),
    { numRuns: 30 },
  );
});

test('any text in any place', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('"', '\\', 'n', '\n', ']') }),
  );
  const names = fc.record({ name: text, file: text, program: text, text, unit: text, comment: text });
  await fc.assert(
    fc.asyncProperty(names, async (each) => {
      const dot = await report(profileOf(each), 'dot');
      // Each line that is left is one statement of ours.
      const statement =
        /^(digraph _ \{|node \[.*\]|subgraph cluster_L \{ _ \[[^"\]]*\] \}|N\w+( -> N\w+)? \[[^"\]]*\]|\}|)$/;
      for (const line of outside(dot).split('\n')) expect(line).toMatch(statement);
    }),
  );
});

/** More than there can be arguments to a call. */
const MANY = 150_000;

function manyOf(what: 'callers' | 'comments' | 'inlined calls' | 'labels'): Profile {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  const func = builder.func({ name: 'f', filename: 'f.js' });
  const numbers = Array.from({ length: MANY }, (_, i) => i + 1);
  const lines = numbers.map((line) => ({ function: func, line, column: 0 }));
  const leaf = builder.location({ lines: what === 'inlined calls' ? lines : lines.slice(0, 1) });
  const labels = what === 'labels' ? numbers.map((number) => ({ key: `k${number}`, number })) : [];
  builder.sample({ stack: [leaf], values: [1], labels });
  if (what === 'comments') for (const number of numbers) builder.comment(`comment ${number}`);
  if (what === 'callers') {
    for (const line of lines) {
      const caller = builder.location({ address: BigInt(line.line), lines: [line] });
      builder.sample({ stack: [leaf, caller], values: [1] });
    }
  }
  return builder.build();
}

test.each([
  ['callers', 'tree'],
  ['callers', 'dot'],
  ['comments', 'top'],
  ['inlined calls', 'raw'],
  ['inlined calls', 'list'],
  ['labels', 'traces'],
] as const)('there may be any number of %s in a %s', async (what, format) => {
  await expect(report(manyOf(what), format)).resolves.toContain('f.js');
});
