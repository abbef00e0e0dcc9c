import { expect, test } from 'vitest';
import { showFrom } from '../../src/index.js';
import { profileOf, stacksOf } from './stacks.js';

test.each([
  ['the outermost match becomes the root', ['main a b a c'], /^a$/, ['a b a c']],
  ['stacks without a match go', ['main a', 'main b', ''], /^b$/, ['b']],
  ['of an inlined match the callers in its location go', ['main a+b+c d'], /^b$/, ['b+c d']],
  ['a match by file', ['main a@lib.js b'], /lib/, ['a b']],
  ['a match by mapping keeps the whole location', ['main a+b!libc.so c'], /libc/, ['a+b c']],
  ['a location without lines matches by its mapping', ['main ?!libc.so c'], /libc/, ['? c']],
])('%s', (_, stacks, pattern, shown) => {
  const { profile, matched } = showFrom(profileOf(stacks), pattern);
  expect(stacksOf(profile)).toEqual(shown);
  expect(matched).toBe(true);
});

test('a location is cut wherever it stands', () => {
  expect(stacksOf(showFrom(profileOf(['main+a x', 'a main+a']), /^a$/).profile)).toEqual(['a x', 'a a']);
});

test('nothing found', () => {
  const { profile, matched } = showFrom(profileOf(['main a']), /nowhere/);
  expect(stacksOf(profile)).toEqual([]);
  expect(matched).toBe(false);
});
