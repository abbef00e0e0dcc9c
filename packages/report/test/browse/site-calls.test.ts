import { type Label, type Profile, ProfileBuilder } from '@heaptide/profile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallRow, siteCalls } from '../../src/browse/index.js';
import { arbitraryHeap, HEAP, profileOf } from '../flame/flame-fixtures.js';

const BOUNDS = { depth: 8, breadth: 8 };
/** As {@link profileOf} makes functions. */
const site = (name: string) => ({ function: name, file: `/app/${name}.js`, line: 3 });

function drawn(rows: readonly CallRow[]): string[] {
  return rows.map(({ depth, frame, more, bytes, share }) => {
    const what = frame?.function ?? (more === undefined ? '(own)' : `${more} more`);
    return `${'  '.repeat(depth)}${what} ${bytes} ${Math.round(share * 100)}%`;
  });
}

interface Place {
  readonly name: string;
  readonly startLine?: number;
  readonly line: number;
  readonly column?: number;
}

/** Stacks of locations, leaf first, each with its functions, innermost first. */
function profileOfPlaces(
  samples: readonly {
    readonly stack: readonly (readonly Place[])[];
    readonly values: readonly [number, number];
    readonly labels?: readonly Label[];
  }[],
): Profile {
  const builder = new ProfileBuilder({ sampleTypes: HEAP });
  for (const { stack, values, labels = [] } of samples) {
    const locations = stack.map((places) =>
      builder.location({
        lines: places.map(({ name, startLine = 0, line, column = 0 }) => ({
          function: builder.func({ name, filename: '/app/a.js', startLine }),
          line,
          column,
        })),
      }),
    );
    builder.sample({ stack: locations, values, labels });
  }
  return builder.build();
}

describe('the calls around a site', () => {
  const profile = profileOf([
    ['main;post;newSession', 60],
    ['main;post;newSession;randomUUID', 30],
    ['main;sse;newSession', 9],
    ['main;sse;newSession;Map', 1],
    ['main;post;parse', 100],
  ]);

  it('callers lead up to the root, callees down to what allocates, the largest first', () => {
    const calls = siteCalls(profile, site('newSession'), BOUNDS);
    expect(calls).toMatchObject({ flat: { bytes: 69 }, cum: { bytes: 100 }, total: 200 });
    expect(drawn(calls.callers)).toEqual(['post 90 90%', '  main 90 90%', 'sse 10 10%', '  main 10 10%']);
    expect(drawn(calls.callees)).toEqual(['(own) 69 69%', 'randomUUID 30 30%', 'Map 1 1%']);
  });

  it('what is left out is counted, beside and above', () => {
    const wide = siteCalls(profile, site('newSession'), { depth: 1, breadth: 1 });
    expect(drawn(wide.callers)).toEqual(['post 90 90%', '  1 more 90 90%', '1 more 10 10%']);
    expect(drawn(wide.callees)).toEqual(['(own) 69 69%', 'randomUUID 30 30%', '1 more 1 1%']);
  });

  it('a function that is not there has nothing around it', () => {
    expect(siteCalls(profile, { ...site('newSession'), line: 4 }, BOUNDS)).toEqual({
      flat: { bytes: 0, objects: 0 },
      cum: { bytes: 0, objects: 0 },
      total: 200,
      callers: [],
      callees: [],
      lines: [],
    });
  });

  it('a function that calls itself is entered once', () => {
    const calls = siteCalls(
      profileOf([
        ['main;walk;visit;walk;visit;walk;leaf', 5],
        ['main;walk;visit', 2],
      ]),
      site('walk'),
      BOUNDS,
    );
    expect(calls.cum.bytes).toBe(7);
    expect(drawn(calls.callers)).toEqual(['main 7 100%']);
    expect(drawn(calls.callees)).toEqual(['leaf 5 71%', 'visit 2 29%']);
  });

  it('calls that were inlined are calls as others are', () => {
    const main = [{ name: 'main', line: 1, column: 1 }];
    const inlined = [
      { name: 'alloc', line: 9, column: 2 },
      { name: 'site', line: 5, column: 2 },
      { name: 'handle', line: 3, column: 2 },
    ];
    const calls = siteCalls(
      profileOfPlaces([{ stack: [inlined, main], values: [1, 8] }]),
      { function: 'site', file: '/app/a.js', line: 5, column: 2 },
      BOUNDS,
    );
    expect(drawn(calls.callers)).toEqual(['handle 8 100%', '  main 8 100%']);
    expect(drawn(calls.callees)).toEqual(['alloc 8 100%']);
  });

  it('functions that begin on one line are told apart by the column, where there is one', () => {
    const at = (column: number) => [{ name: '(anonymous)', startLine: 4, line: 4, column }];
    const two = profileOfPlaces([
      { stack: [at(10)], values: [1, 8] },
      { stack: [at(90)], values: [1, 16] },
    ]);
    const wanted = { function: '(anonymous)', file: '/app/a.js', line: 4 };
    expect(siteCalls(two, { ...wanted, column: 90 }, BOUNDS).cum.bytes).toBe(16);
    expect(siteCalls(two, wanted, BOUNDS).cum.bytes).toBe(24);
  });

  it('bytes by line, where the profile knows lines; columns of lines tell no functions apart', () => {
    const at = (line: number, column: number) => [{ name: 'site', startLine: 4, line, column }];
    const calls = siteCalls(
      profileOfPlaces([
        { stack: [at(6, 3)], values: [1, 8] },
        { stack: [[{ name: 'alloc', line: 20 }], at(5, 9)], values: [1, 32] },
        { stack: [at(5, 2)], values: [1, 2] },
      ]),
      { function: 'site', file: '/app/a.js', line: 4, column: 17 },
      BOUNDS,
    );
    expect(calls.lines).toEqual([
      { line: 5, flat: 2, cum: 34 },
      { line: 6, flat: 8, cum: 8 },
    ]);
  });

  it('external memory is what labels say, and no part of the heap', () => {
    const stack = [[{ name: 'site', startLine: 4, line: 4 }]];
    const both = profileOfPlaces([
      { stack, values: [2, 64] },
      {
        stack,
        values: [0, 0],
        labels: [
          { key: 'external', number: 4096 },
          { key: 'external_objects', number: 3 },
        ],
      },
    ]);
    const wanted = { function: 'site', file: '/app/a.js', line: 4 };
    expect(siteCalls(both, wanted, BOUNDS).flat).toEqual({ bytes: 64, objects: 2 });
    const external = siteCalls(both, wanted, { ...BOUNDS, kind: 'external' });
    expect(external).toMatchObject({ flat: { bytes: 4096, objects: 3 }, total: 4096 });
    const alone = profileOfPlaces([{ stack, values: [2, 64] }]);
    expect(siteCalls(alone, wanted, { ...BOUNDS, kind: 'external' }).flat.bytes).toBe(64);
  });
});

describe('for any profile', () => {
  const wanted = fc
    .constantFrom('a', 'b', '(anonymous)')
    .chain((name) => fc.nat(2).map((line) => ({ function: name, file: `${name}.js`, line })));

  it('roots of the callees add up to all that the site holds', () => {
    fc.assert(
      fc.property(arbitraryHeap(), wanted, fc.integer({ min: 1, max: 4 }), (profile, frame, breadth) => {
        const { callees, cum, lines } = siteCalls(profile, frame, { depth: 2, breadth });
        const sum = callees.filter(({ depth }) => depth === 0).reduce((total, { bytes }) => total + bytes, 0);
        expect(sum).toBe(cum.bytes);
        expect(lines.reduce((total, line) => total + line.cum, 0)).toBe(cum.bytes);
      }),
    );
  });

  it('rows keep within the bounds, and each stands below its caller', () => {
    fc.assert(
      fc.property(arbitraryHeap(), wanted, (profile, frame) => {
        const { callers, callees } = siteCalls(profile, frame, { depth: 2, breadth: 2 });
        for (const rows of [callers, callees]) {
          expect(structuredClone(rows)).toEqual(rows);
          rows.forEach(({ depth, frame: called }, index) => {
            expect(depth).toBeLessThanOrEqual((rows[index - 1]?.depth ?? -1) + 1);
            expect(called === undefined || depth < 2).toBe(true);
          });
        }
      }),
    );
  });
});
