import { expect, it } from 'vitest';
import { packTrees, unpackTrees } from '../../src/reading/packed-trees.js';
import { recordedReading } from '../recorded-reading.js';

/** The reading without what no profile is made of: sizes of nodes, and the scripts of the second tree by name. */
function essence(): ReturnType<typeof recordedReading> {
  const { profile, sizes } = recordedReading();
  return JSON.parse(
    JSON.stringify({ profile, sizes }, (key, value: unknown) =>
      ['selfSize', 'scriptName'].includes(key) ? undefined : value,
    ),
  ) as ReturnType<typeof recordedReading>;
}

it('gives a recorded reading back, through JSON', () => {
  const packed = JSON.stringify(packTrees(recordedReading()));
  expect(unpackTrees(JSON.parse(packed) as ReturnType<typeof packTrees>)).toEqual(essence());
  expect(packed.length).toBeLessThan(0.4 * JSON.stringify(essence()).length);
});

it('does without sizes', () => {
  const { profile } = essence();
  expect(unpackTrees(packTrees({ profile }))).toEqual({ profile });
});

it('has defaults where the add-on leaves a field out, as for the root', () => {
  const { profile } = recordedReading();
  const sizes = { allocations: [{ sizeBytes: 24, count: 3 }], children: [] };
  expect(unpackTrees(packTrees({ profile, sizes })).sizes).toEqual({
    name: '',
    scriptId: 0,
    lineNumber: 0,
    columnNumber: 0,
    allocations: [{ sizeBytes: 24, count: 3 }],
    children: [],
  });
});
