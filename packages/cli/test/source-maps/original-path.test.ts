import { expect, it } from 'vitest';
import { originalPath } from '../../src/source-maps/original-path.js';

it.each([
  ['../src/a.ts', '', '/app/src/a.ts'],
  ['a.ts', '', '/app/dist/a.ts'],
  ['a.ts', '../src', '/app/src/a.ts'],
  ['a.ts', '/root/', '/root/a.ts'],
  ['/abs/a.ts', '../src', '/abs/a.ts'],
  ['../src/my%20file.ts', '', '/app/src/my file.ts'],
  ['../src/100%.ts', '', '/app/src/100%.ts'],
  ['../src/a.vue?vue&type=script', '', '/app/src/a.vue'],
  ['file:///home/me/a.ts', '', '/home/me/a.ts'],
  ['webpack://name/./src/a.ts?1f2e', '', 'src/a.ts'],
  ['webpack:///./src/a.ts', '../src', 'src/a.ts'],
  ['./src/a.ts', 'webpack://name', 'src/a.ts'],
  ['webpack:////home/me/a.ts', '', '/home/me/a.ts'],
  ['turbopack:///[project]/src/a.ts', '', 'src/a.ts'],
  ['https://cdn.example/a.ts', '', 'https://cdn.example/a.ts'],
  ['a.ts', 'https://cdn.example/src/', 'https://cdn.example/src/a.ts'],
])('%s below %j is %s', (source, sourceRoot, path) => {
  expect(originalPath(source, { sourceRoot, mapFile: '/app/dist/a.js.map' })).toBe(path);
});
