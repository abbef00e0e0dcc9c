import { expect, test } from 'vitest';
import { compileTagFilter, filterSamples, HeaptideError, type Label, labelSets } from '../../src/index.js';
import { profileOf, valuesOf } from './stacks.js';

const SAMPLES: Label[][] = [
  [{ key: 'tenant', text: 'acme' }],
  [
    { key: 'tenant', text: 'globex' },
    { key: 'route', text: 'acme' },
  ],
  [{ key: 'bytes', number: 2048, unit: 'bytes' }],
  [{ key: 'bytes', number: 4, unit: 'kb' }],
  [{ key: 'wait', number: 2048, unit: 'ms' }],
  [{ key: 'plain', number: 2048 }],
  [],
];
const UNITS = new Map([
  ['bytes', 'bytes'],
  ['wait', 'ms'],
  ['plain', 'plain'],
]);

function matching(text: string): { samples: number[]; said: string[] } {
  const said: string[] = [];
  const matches = compileTagFilter(text, {
    name: 'tagfocus',
    compile: (pattern) => new RegExp(pattern, 'u'),
    units: UNITS,
    talk: (line) => said.push(line),
  });
  const profile = profileOf(SAMPLES.map((labels, value) => ({ stack: 'main', value, labels })));
  const samples = filterSamples(profile, (sample) => matches(labelSets(profile, sample)));
  return { samples: valuesOf({ ...profile, samples }), said };
}

test.each([
  ['acme', [0, 1]],
  ['tenant:acme', [0]],
  ['^tenant', [0, 1]],
  ['acme,globex', [1]],
  ['acme,nowhere', []],
  ['tenant=acme', [0]],
  ['tenant=acme,globex', [0, 1]],
  ['tenant=^a', [0]],
  ['nowhere=acme', []],
  ['=acme', [0, 1]],
])('texts: %s', (text, samples) => {
  expect(matching(text)).toEqual({ samples, said: [] });
});

test.each([
  // The values of a key count in the one unit of the key, whatever theirs is.
  ['2kb', [2]],
  // A number of no known unit is taken for one of the range.
  ['2kb:', [2, 5]],
  [':2kb', [2, 3]],
  ['bytes=2048b', [2]],
  ['bytes=1b:3kb', [2, 3]],
  ['bytes=3kb:', []],
  ['2s:3s', [4]],
  ['wait=2s:', [4]],
  ['2048plain', [5]],
  ['-1b:+1mb', [2, 3, 5]],
])('ranges: %s', (text, samples) => {
  const range = text.slice(text.indexOf('=') + 1);
  expect(matching(text)).toEqual({ samples, said: [`tagfocus:Interpreted '${range}' as range, not regexp`] });
});

test.each(['1kb:2ms', '1kb:2kb:3kb', '::1kb', '1kb ', 'x1kb', '-'])('%s is no range', (text) => {
  expect(matching(text).said).toEqual([]);
});

test('a number beyond 64 bits is refused', () => {
  expect(() => matching('9223372036854775807b')).not.toThrow();
  expect(() => matching('9223372036854775808b')).toThrow(HeaptideError);
});
