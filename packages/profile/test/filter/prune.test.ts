import { expect, test } from 'vitest';
import { ProfileBuilder, prune, pruneFrom, removeUninteresting } from '../../src/index.js';
import { profileOf, stacksOf } from './stacks.js';

const pruned = (stack: string, drop: RegExp, keep?: RegExp) =>
  stacksOf(prune(profileOf([stack]), drop, keep));

test.each([
  ['what matches goes with all that it calls', 'main a b c', /^a$/, undefined, ['main']],
  ['from the match that is nearest to the root', 'main a b a c', /^a$/, undefined, ['main']],
  ['not before a frame that does not match', 'a a main b a c', /^a$/, undefined, ['a a main b']],
  ['where all match, all stay', 'a a', /a/, undefined, ['a a']],
  ['a caller that an inlined match has in its location stays', 'main a+b c', /^b$/, undefined, ['main a']],
  ['a match that something else is inlined into goes with it', 'main a+b c', /^a$/, undefined, ['main']],
  ['keep', 'main alloc', /^alloc/, /^alloc$/, ['main alloc']],
  ['without a match', 'main a', /nowhere/, undefined, ['main a']],
])('prune: %s', (_, stack, drop, keep, stacks) => {
  expect(pruned(stack, drop, keep)).toEqual(stacks);
});

test.each([
  ['arguments do not count', 'f(int)', /^f$/, true],
  ['a leading dot does not count', '.f', /^f$/, true],
  ['but one dot only', '..f', /^f$/, false],
  ['parentheses that are part of a name', 'operator()(int)', /^operator\(\)$/, true],
  ['other parentheses', '(anonymous)::f', /^$/, true],
  ['no name, no match', '', /^$/, false],
])('patterns see simple names: %s', (_, name, drop, matches) => {
  expect(pruned(`main ${name}@x.js`, drop)).toEqual([matches ? 'main' : `main ${name}`]);
});

test('the anonymous namespace is part of a name', () => {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  const stack = ['(anonymous namespace)::f(int)', 'main'].map((name) => {
    const func = builder.func({ name, filename: '' });
    return builder.location({ lines: [{ function: func, line: 0, column: 0 }] });
  });
  builder.sample({ stack, values: [1] });
  expect(stacksOf(prune(builder.build(), /^\(anonymous namespace\)::f$/))).toEqual(['main']);
});

test.each([
  ['the match stays, what it calls goes', 'main a b', /^a$/, ['main a']],
  ['from the match that is nearest to the leaf', 'main a b a c', /^a$/, ['main a b a']],
  ['a match at the root of the stack', 'a b', /^a$/, ['a']],
  ['what is inlined into a match goes', 'main a+b+c d', /^b$/, ['main a+b']],
  ['a match that is inlined stays', 'main a+b', /^b$/, ['main a+b']],
  ['without a match', 'main a', /nowhere/, ['main a']],
  ['of an empty stack nothing', '', /^a$/, ['']],
])('pruneFrom: %s', (_, stack, pattern, stacks) => {
  expect(stacksOf(pruneFrom(profileOf([stack]), pattern))).toEqual(stacks);
});

test.each([
  ['nothing to drop', '', 'a', ['main a b']],
  ['whole names only', 'a|nowhere', '', ['main']],
  ['no part of a name', 'ai', '', ['main a b']],
  ['keep', 'a|b', 'a', ['main a']],
  ['a bad pattern to drop', '(', '', ['main a b']],
  ['a bad pattern to keep', 'a', '(', ['main a b']],
])('removeUninteresting: %s', (_, dropFrames, keepFrames, stacks) => {
  const profile = { ...profileOf(['main a b']), dropFrames, keepFrames };
  expect(stacksOf(removeUninteresting(profile))).toEqual(stacks);
});
