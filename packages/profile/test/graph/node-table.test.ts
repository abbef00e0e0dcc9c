import { expect, test } from 'vitest';
import {
  findNodes,
  nodeInfos,
  type NodeTableOptions,
  printableName,
  ProfileBuilder,
  type Profile,
  StringTable,
} from '../../src/index.js';
import { profileOf } from '../filter/stacks.js';

interface Place {
  readonly name?: string;
  readonly file?: string;
  readonly startLine?: number;
  readonly line?: number;
  readonly column?: number;
  readonly address?: bigint;
  readonly program?: string;
}

function placesOf(places: readonly Place[]): Profile {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  for (const { name = '', file = '', startLine = 0, line = 0, column = 0, address = 0n, program } of places) {
    const func = builder.func({ name, filename: file, startLine });
    const mapping = program === undefined ? undefined : builder.mapping({ filename: program });
    const lines = [{ function: func, line, column }];
    builder.location({ address, lines, ...(mapping !== undefined && { mapping }) });
  }
  return builder.build();
}

const names = (places: readonly Place[], options?: NodeTableOptions) =>
  nodeInfos(findNodes(placesOf(places), options)).map(printableName);

test.each<[string, Place[], string[]]>([
  ['by name', [{ name: 'a' }, { name: 'b' }, { name: 'a' }], ['a', 'b']],
  [
    'by file',
    [
      { name: 'a', file: 'x.js' },
      { name: 'a', file: 'y.js' },
    ],
    ['a x.js', 'a y.js'],
  ],
  [
    'by cleaned file',
    [
      { name: 'a', file: './x.js' },
      { name: 'a', file: 'y/../x.js' },
    ],
    ['a x.js'],
  ],
  [
    'by line',
    [
      { name: 'a', line: 1 },
      { name: 'a', line: 2 },
    ],
    ['a :1', 'a :2'],
  ],
  [
    'by column',
    [
      { name: 'a', line: 1, column: 2 },
      { name: 'a', line: 1 },
    ],
    ['a :1:2', 'a :1'],
  ],
  [
    'by address',
    [
      { name: 'a', address: 1n },
      { name: 'a', address: 2n },
    ],
    ['0000000000000001 a', '0000000000000002 a'],
  ],
  [
    'not by the start of the function',
    [
      { name: 'a', startLine: 1 },
      { name: 'a', startLine: 2 },
    ],
    ['a'],
  ],
  [
    'not by the program',
    [
      { name: 'a', program: 'x' },
      { name: 'a', program: 'y' },
    ],
    ['a'],
  ],
  [
    'by both where there is no name',
    [{ startLine: 1 }, { startLine: 2 }, { program: 'bin/x' }],
    ['<unknown>', '<unknown>', '[x]'],
  ],
  ['a file without a name', [{ file: 'x.js' }, { file: 'x.js', line: 3 }], ['x.js', 'x.js:3']],
])('nodes are told apart: %s', (_, places, wanted) => {
  expect(names(places)).toEqual(wanted);
});

test('with object names, by program and start too', () => {
  const places = [
    { name: 'a', program: 'x' },
    { name: 'a', program: 'y' },
    { name: 'a', program: 'x', startLine: 2 },
    { name: 'a', program: 'x' },
  ];
  expect(names(places, { objectNames: true })).toEqual(['a', 'a', 'a']);
});

test('paths are trimmed before they are cleaned', () => {
  const trimPath = (path: string) => path.replace('/srv/./', '');
  expect(names([{ name: 'a', file: '/srv/./b/../x.js' }], { trimPath })).toEqual(['a x.js']);
});

test('equal texts under several ids are one', () => {
  const profile = placesOf([{ name: 'a' }, { name: 'b' }]);
  const strings = StringTable.of([...profile.strings].map((text) => (text === 'b' ? 'a' : text)));
  expect(findNodes({ ...profile, strings }).length).toBe(1);
});

test('where nodes stand', () => {
  const table = findNodes(profileOf(['main a+b', '?', '?!node', 'main']));
  const { offsets, nodesAt, hasInlines } = table;
  const at = Array.from({ length: offsets.length - 1 }, (_, row) =>
    Array.from(nodesAt.subarray(offsets[row], offsets[row + 1]), (node) => printableName(table.info(node))),
  );
  expect(at).toEqual([['main'], ['b', 'a'], ['<unknown>'], ['[node]']]);
  expect(hasInlines).toBe(true);
  expect(findNodes(profileOf(['main a'])).hasInlines).toBe(false);
});
