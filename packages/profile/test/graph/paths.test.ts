import { expect, test } from 'vitest';
import { baseName, cleanPath } from '../../src/index.js';

/** As Go's `filepath.Clean` and `filepath.Base` on Unix give them. */
test.each([
  ['', '.', '.'],
  ['.', '.', '.'],
  ['./', '.', '.'],
  ['/', '/', '/'],
  ['//', '/', '/'],
  ['/.', '/', '.'],
  ['/..', '/', '..'],
  ['/../..//a', '/a', 'a'],
  ['..', '..', '..'],
  ['../', '..', '..'],
  ['a/..', '.', '..'],
  ['a/../..', '..', '..'],
  ['a/../../b', '../b', 'b'],
  ['../../up.js', '../../up.js', 'up.js'],
  ['./x/../a.js', 'a.js', 'a.js'],
  ['//srv//b.js/', '/srv/b.js', 'b.js'],
  ['file:///srv/c.mjs', 'file:/srv/c.mjs', 'c.mjs'],
  ['C:\\d\\..\\e.js', 'C:\\d\\..\\e.js', 'C:\\d\\..\\e.js'],
  ['a/.../b', 'a/.../b', 'b'],
  ['a/b/.', 'a/b', '.'],
  ['.hidden/..x', '.hidden/..x', '..x'],
])('%s', (path, cleaned, base) => {
  expect(cleanPath(path)).toBe(cleaned);
  expect(baseName(path)).toBe(base);
});
