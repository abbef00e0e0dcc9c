import { expect, test } from 'vitest';
import { trimSourcePath } from '../../src/pprof/trim-path.js';

test.each([
  ['a prefix', '/srv/app/a.js', '/srv', '', 'app/a.js'],
  ['a prefix that ends in a slash', '/srv/app/a.js', '/srv/', '', 'app/a.js'],
  ['the first of a list that is one', '/srv/app/a.js', '/x:/srv/app:/srv', '', 'a.js'],
  ['no half of a name', '/srvr/a.js', '/srv', '', '/srvr/a.js'],
  ['once only', '/srv/srv/a.js', '/srv', '', 'srv/a.js'],
  ['what every program on Linux may have', '/proc/self/cwd/a.js', '', '', 'a.js'],
  ['with a dot too', '/proc/self/cwd/./a.js', '/srv', '', 'a.js'],
  [
    'up to a directory of the name of a source directory',
    '/build/app/lib/a.js',
    '',
    '/home/me/app',
    'lib/a.js',
  ],
  ['but not where there is a prefix', '/build/app/lib/a.js', '/x', '/home/me/app', '/build/app/lib/a.js'],
  ['nothing', 'a.js', '', '', 'a.js'],
])('%s', (_, path, trimPath, sourcePath, trimmed) => {
  expect(trimSourcePath(path, trimPath, sourcePath)).toBe(trimmed);
});
