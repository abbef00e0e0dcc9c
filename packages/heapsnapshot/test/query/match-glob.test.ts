import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchGlob } from '../../src/query/match-glob.js';

test.each([
  ['Session', 'Session', true],
  ['Session', 'Sessions', false],
  ['Sess*', 'Session', true],
  ['*Map', 'HashMap', true],
  ['*a*b*', 'xxaxxbxx', true],
  ['*a*b', 'xxaxxbxx', false],
  ['S?t', 'Set', true],
  ['S?t', 'St', false],
  ['', '', true],
  ['*', '', true],
  ['?', '', false],
  ['{id, .+}', '{id, .+}', true],
])('%j and %j', (pattern, text, answer) => {
  expect(matchGlob(pattern, text)).toBe(answer);
});

test('agrees with a regular expression', () => {
  const letters = (alphabet: readonly string[]) =>
    fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((all) => all.join(''));
  fc.assert(
    fc.property(letters(['a', 'b', '*', '?']), letters(['a', 'b', 'c']), (pattern, text) => {
      const regExp = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matchGlob(pattern, text)).toBe(regExp.test(text));
    }),
  );
});

test('a pattern that would hold up a backtracking matcher takes no time', () => {
  const begin = performance.now();
  expect(matchGlob(`${'*a'.repeat(2000)}*b`, 'a'.repeat(1024))).toBe(false);
  expect(performance.now() - begin).toBeLessThan(2000);
});
