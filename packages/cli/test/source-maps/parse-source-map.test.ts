import { HeaptideError } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { parseSourceMap } from '../../src/source-maps/parse-source-map.js';
import { SourceMap } from '../../src/source-maps/source-map.js';
import { buildMap, type TestSegment } from './build-map.js';

const mapOf = (value: unknown): SourceMap =>
  new SourceMap(parseSourceMap(JSON.stringify(value)), '/app/dist/a.js.map');

const simple = buildMap({ sources: ['../src/a.ts'], lines: [[[0, 0, 4, 2]]] });

function reason(text: string): string {
  try {
    parseSourceMap(text);
  } catch (error) {
    if (error instanceof HeaptideError && error.code === 'HT_E_BAD_SOURCE_MAP') return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a source map', () => {
  it('tells the last place that it has before or at one', () => {
    const map = mapOf(
      buildMap({
        sources: ['../src/a.ts', null],
        names: ['whole'],
        lines: [[], [[4, 0, 9, 2], [8, 0, 9, 7, 0], [20], [30, 1, 0, 0]]],
      }),
    );
    expect(map.at({ line: 0, column: 5 })).toBeUndefined();
    expect(map.at({ line: 1, column: 3 })).toBeUndefined();
    expect(map.at({ line: 1, column: 7 })).toEqual({
      column: 4,
      file: '/app/src/a.ts',
      original: { line: 9, column: 2 },
      name: undefined,
    });
    expect(map.at({ line: 1, column: 8 })).toMatchObject({ column: 8, name: 'whole' });
    expect(map.at({ line: 1, column: 25 })).toBeUndefined();
    expect(map.at({ line: 1, column: 31 })).toBeUndefined();
    expect(map.at({ line: 7, column: 0 })).toBeUndefined();
  });

  it('tells a line without a column where all of it is from one line', () => {
    const same: TestSegment[] = [
      [0, 0, 3, 0],
      [9, 0, 3, 5],
    ];
    const map = mapOf(
      buildMap({
        sources: ['a.ts'],
        lines: [
          same,
          [
            [0, 0, 3, 0],
            [9, 0, 4, 0],
          ],
          [],
        ],
      }),
    );
    expect(map.wholeLine(0)).toEqual({ file: '/app/dist/a.ts', line: 3 });
    expect(map.wholeLine(1)).toBeUndefined();
    expect(map.wholeLine(2)).toBeUndefined();
  });

  it('may be an index of maps', () => {
    const part = (source: string) =>
      buildMap({ sources: [source], names: ['n'], lines: [[[2, 0, 1, 0, 0]], [[0, 0, 2, 0]]] });
    const map = mapOf({
      version: 3,
      sections: [
        { offset: { line: 0, column: 0 }, map: part('one.ts') },
        { offset: { line: 1, column: 10 }, map: part('two.ts') },
        { offset: { line: 5_000_000_000, column: 0 }, map: part('far.ts') },
      ],
    });
    expect(map.at({ line: 0, column: 3 })).toMatchObject({ column: 2, file: '/app/dist/one.ts' });
    expect(map.at({ line: 1, column: 9 })).toMatchObject({ column: 0, file: '/app/dist/one.ts' });
    expect(map.at({ line: 1, column: 11 })).toBeUndefined();
    expect(map.at({ line: 1, column: 13 })).toMatchObject({
      column: 12,
      file: '/app/dist/two.ts',
      name: 'n',
    });
    expect(map.at({ line: 2, column: 0 })).toMatchObject({ column: 0, original: { line: 2 } });
    expect(map.at({ line: 5_000_000_000, column: 2 })).toMatchObject({ file: '/app/dist/far.ts' });
    expect(map.wholeLine(0)).toEqual({ file: '/app/dist/one.ts', line: 1 });
    expect(map.wholeLine(1)).toBeUndefined();
  });

  it('may begin with the guard of a server', () => {
    expect(parseSourceMap(`)]}'\n${JSON.stringify(simple)}`).sections).toHaveLength(1);
  });

  it('knows nothing of places whose numbers are out of range', () => {
    const lines: TestSegment[][] = [
      [
        [0, 5, 1, 1],
        [4, 0, -3, 1],
        [8, 0, 1, -2],
        [12, -1, 1, 1],
        [16, 0, 1, 1, 7],
      ],
    ];
    const map = mapOf(buildMap({ sources: ['a.ts'], lines }));
    for (const column of [0, 4, 8, 12]) expect(map.at({ line: 0, column })).toBeUndefined();
    expect(map.at({ line: 0, column: 16 })).toMatchObject({ column: 16, name: undefined });
  });

  it.each([
    ['secret: text', /^it is no JSON$/],
    ['[]', /no JSON object/],
    ['{}', /version/],
    [JSON.stringify({ ...simple, version: 2 }), /version/],
    [JSON.stringify({ ...simple, sources: 'a.ts' }), /sources/],
    [JSON.stringify({ ...simple, sources: [1] }), /sources/],
    [JSON.stringify({ ...simple, names: [{}] }), /names/],
    [JSON.stringify({ ...simple, mappings: [] }), /mappings/],
    [JSON.stringify({ ...simple, mappings: ';'.repeat(2 ** 25 + 1) }), /33554433 characters/],
    [JSON.stringify({ ...simple, mappings: ';'.repeat(2 ** 22) }), /more than 4194304 lines/],
    [JSON.stringify({ sections: {} }), /no list/],
    [JSON.stringify({ sections: [] }), /no sections/],
    [JSON.stringify({ sections: [{ offset: { line: 0, column: 0 }, url: 'http://x' }] }), /no map/],
    [JSON.stringify({ sections: [{ map: simple }] }), /no offset/],
    [JSON.stringify({ sections: [{ offset: { line: -1, column: 0 }, map: simple }] }), /no offset/],
    [JSON.stringify({ sections: [{ offset: { line: 0, column: 0 }, map: { sections: [] } }] }), /of its own/],
    [
      JSON.stringify({
        sections: [
          { offset: { line: 3, column: 0 }, map: simple },
          { offset: { line: 2, column: 9 }, map: simple },
        ],
      }),
      /order/,
    ],
  ])('%.60s does not hold', (text, says) => expect(reason(text)).toMatch(says));
});
