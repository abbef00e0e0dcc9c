import { expect, test } from 'vitest';
import { ProfileBuilder, sampleLabelNumber, sampleLabels, stackFrames } from '../../src/index.js';

test('frames come leaf first, and inlined ones innermost first', () => {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  const line = (name: string, startLine: number) => ({
    function: builder.func({ name, filename: `${name}.js`, startLine }),
    line: startLine + 1,
    column: 8,
  });
  const leaf = builder.location({ lines: [line('callee', 10), line('caller', 20)] });
  const unknown = builder.location({ address: 5n, lines: [] });
  const root = builder.location({ lines: [line('root', 30)] });
  builder.sample({ stack: [root], values: [1] });
  builder.sample({ stack: [leaf, unknown, root], values: [1] });
  expect(stackFrames(builder.build(), 1)).toEqual([
    { name: 'callee', file: 'callee.js', line: 11, column: 8, startLine: 10 },
    { name: 'caller', file: 'caller.js', line: 21, column: 8, startLine: 20 },
    { name: '', file: '', line: 0, column: 0, startLine: 0 },
    { name: 'root', file: 'root.js', line: 31, column: 8, startLine: 30 },
  ]);
});

test('labels of a sample', () => {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  const labels = [
    { key: 'route', text: '/cart' },
    { key: 'born', number: 65_536 },
    { key: 'size', number: 24, unit: 'bytes' },
  ];
  builder.sample({ stack: [], values: [1] });
  builder.sample({ stack: [], values: [2], labels });
  const profile = builder.build();
  expect(sampleLabels(profile, 0)).toEqual([]);
  expect(sampleLabels(profile, 1)).toEqual(labels);
  expect(sampleLabelNumber(profile, 1, 'born')).toBe(65_536);
  expect(sampleLabelNumber(profile, 1, 'route')).toBeUndefined();
  expect(sampleLabelNumber(profile, 0, 'born')).toBeUndefined();
});
