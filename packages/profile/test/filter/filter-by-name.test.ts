import { expect, test } from 'vitest';
import { filterByName, type NameFilters } from '../../src/index.js';
import { profileOf, stacksOf, valuesOf } from './stacks.js';

const STACKS = [
  'main a b',
  'main a+inlined c',
  'main c@lib/c.js',
  'main native!libc.so',
  '',
  'main ?!libc.so',
];
const ALL_FOUND = { focus: true, ignore: true, hide: true, show: true };

test.each<[string, NameFilters, string[]]>([
  [
    'no filter keeps empty stacks too',
    {},
    ['main a b', 'main a+inlined c', 'main c', 'main native', '', 'main ?'],
  ],
  ['focus by name', { focus: /^a$/ }, ['main a b', 'main a+inlined c']],
  ['focus by the name of what was inlined', { focus: /inl/ }, ['main a+inlined c']],
  ['focus by file', { focus: /lib\// }, ['main c']],
  ['focus by the file of the mapping', { focus: /libc/ }, ['main native', 'main ?']],
  ['ignore', { ignore: /^a$/ }, ['main c', 'main native', 'main ?']],
  ['ignore wins in a stack', { focus: /^a$/, ignore: /^b$/ }, ['main a+inlined c']],
  ['ignore wins in a location', { focus: /^a$/, ignore: /inlined/ }, ['main a b']],
  ['hide takes lines out', { hide: /^(a|main)$/ }, ['b', 'inlined c', 'c', 'native', '?']],
  ['hide drops stacks of nothing else', { hide: /^(main|c|libc.so)$/ }, ['a b', 'a+inlined']],
  ['show', { show: /^(a|c)$/ }, ['a', 'a c', 'c']],
  ['show by mapping keeps what has lines', { show: /libc/ }, ['native']],
  ['focus sees what is hidden', { focus: /^b$/, hide: /^b$/ }, ['main a']],
  ['hide and show', { hide: /^a$/, show: /^(a|b|main)$/ }, ['main b', 'main', 'main', 'main', 'main']],
])('%s', (_, filters, stacks) => {
  const { profile, matched } = filterByName(profileOf(STACKS), filters);
  expect(stacksOf(profile)).toEqual(stacks);
  expect(matched).toEqual(ALL_FOUND);
});

test('tells which filters found nothing', () => {
  const none = /nowhere/;
  const { matched } = filterByName(profileOf(STACKS), { focus: none, ignore: none, hide: none, show: none });
  expect(matched).toEqual({ focus: false, ignore: false, hide: false, show: false });
});

test('a focus counts as found where a location is ignored too only if another matches', () => {
  const profile = profileOf(['main a']);
  expect(filterByName(profile, { focus: /^a$/, ignore: /^a$/ }).matched.focus).toBe(false);
  expect(filterByName(profile, { focus: /^a$|main/, ignore: /^a$/ }).matched.focus).toBe(true);
});

test('values stay with their samples', () => {
  const profile = profileOf([
    { stack: 'main a', value: 3 },
    { stack: 'main b', value: 5 },
    { stack: 'main a b', value: -7 },
  ]);
  expect(valuesOf(filterByName(profile, { focus: /b/ }).profile)).toEqual([5, -7]);
});

test('the profile itself stays as it is', () => {
  const profile = profileOf(STACKS);
  filterByName(profile, { hide: /a/, ignore: /native/ });
  expect(stacksOf(profile)).toEqual(stacksOf(profileOf(STACKS)));
});
