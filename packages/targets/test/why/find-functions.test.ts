import { expect, it } from 'vitest';
import { startsOf } from '../../src/why/find-functions.js';

it.each([
  ['function make(a) {}', ['(a) {}']],
  ['async function* make () {}', ['() {}']],
  ['const make = (a) => a', ['(a) => a']],
  ['exports.x = { make: async function (a) {} }', ['(a) {} }']],
  ['const make = function other(a) {}', ['(a) {}']],
  ['class A {\n  static async make(a) {}\n}', ['(a) {}\n}']],
  ['make(1); a.make(2); remake(3); const b = make;', []],
  ['function remake(a) {} function makes() {}', []],
])('finds where it begins in %j', (source, starts) => {
  expect(startsOf(source, 'make').map((offset) => source.slice(offset))).toEqual(starts);
});

it('takes no name for a pattern', () => {
  expect(startsOf('function $a(x) {} function a(y) {}', '$a')).toEqual([11]);
});
