import { expect, test } from 'vitest';
import { alignTable } from '../../src/go-format/align-table.js';

test('cells stand at the right edge, what follows the last tab is not aligned', () => {
  expect(alignTable('key:\t Total 3 of 3\n \t2 (66%):\t one\n \t10 (33%):\t long tag\n\n')).toBe(
    ' key: Total 3 of 3\n       2 (66%): one\n      10 (33%): long tag\n\n',
  );
});

test('a line without the column ends it, and so does a form feed', () => {
  expect(alignTable('aaaa\tx\n\nb\tx\n')).toBe(' aaaax\n\n bx\n');
  expect(alignTable('aaaa\tx\fb\tx\n')).toBe(' aaaax\n bx\n');
});

test('width counts code points', () => {
  expect(alignTable('😀é\tx\na\tx\n')).toBe(' 😀éx\n  ax\n');
});

test('many columns in many lines take no recursion', () => {
  const line = '\t'.repeat(20_000);
  expect(alignTable(`${line}\n${line}\n`)).toHaveLength(40_002);
});
