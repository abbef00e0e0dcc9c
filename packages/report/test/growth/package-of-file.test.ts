import { expect, it } from 'vitest';
import { isOwnFile, packageOfFile } from '../../src/growth/package-of-file.js';

it.each([
  ['/app/src/a.js', '(application)'],
  ['file:///app/src/a.js', '(application)'],
  ['/app/node_modules/express/lib/router.js', 'express'],
  ['/app/node_modules/@scope/name/index.js', '@scope/name'],
  ['file:///app/node_modules/a/node_modules/b/index.js', 'b'],
  ['/app/node_modules/.pnpm/a@1.0.0/node_modules/a/index.js', 'a'],
  ['C:\\app\\node_modules\\@s\\n\\index.js', '@s/n'],
  ['/app/node_modules_of_mine/a.js', '(application)'],
  ['node:events', 'node:events'],
  ['node:internal/streams/readable', 'node:internal'],
  ['heaptide:agent', 'heaptide'],
  ['', '(no file)'],
])('%s is of %s', (file, name) => {
  expect(packageOfFile(file)).toBe(name);
  expect(isOwnFile(file)).toBe(name === '(application)');
});
