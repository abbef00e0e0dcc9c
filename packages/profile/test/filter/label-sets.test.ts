import { expect, test } from 'vitest';
import { filterLabels, type Label, labelSets, numericLabelUnits } from '../../src/index.js';
import { labelsOf, profileOf } from './stacks.js';

const withLabels = (...labels: Label[][]) =>
  profileOf(labels.map((each) => ({ stack: 'main', labels: each })));

test('labels come as lists by key, in their order', () => {
  const profile = withLabels([
    { key: 'a', text: 'x' },
    { key: 'b', number: 1, unit: 'kb' },
    { key: 'a', text: 'y' },
    { key: 'b', number: 2 },
  ]);
  const { texts, numbers } = labelSets(profile, 0);
  expect([...texts]).toEqual([['a', ['x', 'y']]]);
  expect([...numbers]).toEqual([['b', { values: [1, 2], exact: [1n, 2n], units: ['kb', ''] }]]);
});

test('a 0 without a unit says nothing; with one it does', () => {
  expect(labelSets(withLabels([{ key: 'a', number: 0 }]), 0).numbers.size).toBe(0);
  expect(labelSets(withLabels([{ key: 'a', number: 0, unit: 'kb' }]), 0).numbers.get('a')?.units).toEqual([
    'kb',
  ]);
});

test('where no value has a unit, there are none', () => {
  expect(labelSets(withLabels([{ key: 'a', number: 1 }]), 0).numbers.get('a')?.units).toEqual([]);
});

test('the unit of a key is the first that occurs', () => {
  const profile = withLabels(
    [{ key: 'a', number: 1 }],
    [{ key: 'a', number: 1, unit: 'ms' }],
    [{ key: 'a', number: 1, unit: 's' }],
    [{ key: 'a', number: 1, unit: 'ms' }],
    [{ key: 'a', number: 1, unit: 'kb' }],
  );
  const { units, ignored } = numericLabelUnits(profile);
  expect([...units]).toEqual([['a', 'ms']]);
  expect([...ignored]).toEqual([['a', ['kb', 's']]]);
});

test('without one, the key suggests it', () => {
  const profile = withLabels([
    { key: 'request', number: 1 },
    { key: 'alignment', number: 1 },
    { key: 'objects', number: 1 },
    { key: 'text', text: 'x' },
  ]);
  expect([...numericLabelUnits(profile).units]).toEqual([
    ['request', 'bytes'],
    ['alignment', 'bytes'],
    ['objects', 'objects'],
  ]);
});

test('labels that are left out leave the others of their samples', () => {
  const profile = withLabels(
    [
      { key: 'a', text: 'x' },
      { key: 'b', number: 1, unit: 'kb' },
    ],
    [],
    [{ key: 'a', text: 'y' }],
  );
  const isB = (row: number) => profile.strings.get(profile.samples.labelKey[row]!) === 'b';
  const samples = filterLabels(profile.samples, isB);
  expect(labelsOf({ ...profile, samples })).toEqual([[{ key: 'b', number: 1, unit: 'kb' }], [], []]);
});
