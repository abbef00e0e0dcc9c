import { expect, test } from 'vitest';
import { DEFAULT_PPROF_OPTIONS, type PprofOptions } from '../../src/pprof/index.js';
import { SourceReader } from '../../src/pprof/source-reader.js';

const FILES: Readonly<Record<string, string>> = {
  '/srv/src/a.js': 'one\r\ntwo\n',
  '/srv/b.js': 'no newline',
  '/lib/c.js': '\n',
};

function read(file: string, options: Partial<PprofOptions> = {}) {
  const tried: string[] = [];
  const readSource = (path: string): string | undefined => {
    tried.push(path);
    return FILES[path];
  };
  const surroundings = { talk: () => undefined, readSource, workingDirectory: '/srv/src/deep' };
  const reader = new SourceReader(surroundings, { ...DEFAULT_PPROF_OPTIONS, ...options });
  return { lines: reader.lines(file), again: reader.lines(file), tried };
}

test('sources are looked for in the directory and in all above it', () => {
  expect(read('b.js').lines).toEqual(['no newline']);
  expect(read('b.js').tried).toEqual(['/srv/src/deep/b.js', '/srv/src/b.js', '/srv/b.js']);
  expect(read('src/a.js').lines).toEqual(['one', 'two']);
});

test('each is read once', () => {
  const { lines, again, tried } = read('/lib/c.js');
  expect(lines).toEqual(['']);
  expect(again).toBe(lines);
  expect(tried).toEqual(['/lib/c.js']);
});

test('a list of directories', () => {
  expect(read('c.js', { source_path: '/nowhere:/lib' }).lines).toEqual(['']);
});

test('what cannot be found', () => {
  expect(read('d.js', { source_path: '/x:/y' }).lines).toBe('could not find file d.js on path /x:/y');
  expect(read('/d.js').lines).toBe('open /d.js: no such file or directory');
});
