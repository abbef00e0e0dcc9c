import { expect, test } from 'vitest';
import { collectionLayout, namesLayout, numbersLayout } from '../../src/census/table-layout.js';

test.each([
  [16 + 8 * (3 + 7 * 2), { kind: 'Map', capacity: 4, start: 5, stride: 3 }],
  [16 + 8 * (3 + 7 * 128), { kind: 'Map', capacity: 256, start: 131, stride: 3 }],
  [16 + 8 * (3 + 5 * 256), { kind: 'Set', capacity: 512, start: 259, stride: 2 }],
  [16 + 8 * (3 + 1024), { kind: 'weak', capacity: 512, start: 3, stride: 2 }],
])('%i bytes are the table of one kind of collection', (bytes, layout) => {
  expect(collectionLayout(bytes)).toEqual(layout);
});

test('other sizes are no tables', () => {
  for (const bytes of [0, 16, 24, 100, 16 + 8 * 12]) expect(collectionLayout(bytes)).toBeUndefined();
  expect(namesLayout(16 + 8 * 7)).toBeUndefined();
  expect(namesLayout(16 + 8 * (6 + 3 * 1024))).toMatchObject({ capacity: 1024 });
  expect(numbersLayout(16 + 8 * (4 + 3 * 4))).toMatchObject({ capacity: 4 });
});
