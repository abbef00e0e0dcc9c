import { expect, test } from 'vitest';
import { ProfileBuilder, selectSampleType } from '../../src/index.js';
import { thrownBy } from '../thrown.js';

function profileOf(types: readonly string[], defaultSampleType = '') {
  return new ProfileBuilder({
    sampleTypes: types.map((type) => ({ type, unit: 'count' })),
    defaultSampleType,
  }).build();
}

const HEAP = ['alloc_space', 'inuse_objects', 'inuse_space'];

test.each([
  ['the last by default', HEAP, '', undefined, 2],
  ['the default type', HEAP, 'alloc_space', undefined, 0],
  ['the last where the default type is missing', HEAP, 'nosuch', undefined, 2],
  ['a name', HEAP, 'alloc_space', 'inuse_objects', 1],
  ['a name that lacks the inuse_ asked for', ['objects', 'space'], '', 'inuse_objects', 0],
  ['a number', HEAP, '', '1', 1],
])('%s', (_, types, standard, wanted, index) => {
  expect(selectSampleType(profileOf(types, standard), wanted)).toBe(index);
});

test.each([
  [HEAP, 'space', 'sample_index "space" must be one of: [alloc_space inuse_objects inuse_space]'],
  [HEAP, '3', 'sample_index 3 is outside the range [0..2]'],
  [HEAP, '-1', 'sample_index -1 is outside the range [0..2]'],
  [[], '', 'the profile has no sample types'],
])('%j has no %j', (types, wanted, message) => {
  const error = thrownBy(() => selectSampleType(profileOf(types), wanted));
  expect(error).toMatchObject({ code: 'HT_E_NO_SUCH_TYPE', message });
});
