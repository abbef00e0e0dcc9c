import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSourceExcerpt } from '../../src/detail/source-excerpt.js';
import { readSourceFile } from '../../src/detail/source-file.js';

let folder = '';
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-source-'));
  writeFileSync(path('a.js'), 'one\ntwo\r\n\tthree\nfour\nfive\n');
  writeFileSync(path('secret.txt'), 'secret');
  writeFileSync(path('big.js'), '');
  truncateSync(path('big.js'), 4 * 2 ** 20 + 1);
  mkdirSync(path('folder.js'));
  symlinkSync(path('secret.txt'), path('link.js'));
  symlinkSync('/proc/self/environ', path('environ.js'));
  execFileSync('mkfifo', [path('pipe.js')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const excerpt = (file: string, line: number, around = 1) =>
  readSourceExcerpt({ file, line, column: 1 }, { around, readFile: readSourceFile });

test('the lines around a place, without tabs', async () => {
  expect(await excerpt(path('a.js'), 3)).toEqual({
    file: path('a.js'),
    line: 3,
    firstLine: 2,
    lines: ['two', '  three', 'four'],
  });
  expect(await excerpt(path('a.js'), 1, 9)).toMatchObject({
    firstLine: 1,
    lines: ['one', 'two', '  three', 'four', 'five'],
  });
});

test('files are found by URL, and relative to where we are', async () => {
  expect(await readSourceFile(pathToFileURL(path('a.js')).href)).toHaveProperty('text');
  expect(await readSourceFile('a.js', { folder })).toHaveProperty('text');
});

test.each([
  ['', 1, 'native code has no source'],
  ['node:events', 1, 'inside of Node.js'],
  ['heaptide:agent', 1, 'agent of heaptide'],
  ['webpack://app/src/a.ts', 1, 'is no file of this machine'],
  ['https://example.test/a.js', 1, 'is no file of this machine'],
  ['\\\\host\\share\\a.js', 1, 'is no file of this machine'],
  ['//host/share/a.js', 1, 'is no file of this machine'],
  ['file://host/share/a.js', 1, 'is not on this machine'],
  ['/nowhere/a.js', 1, 'is not on this machine: run where the sources are, or with --source-map-dir'],
  ['/nowhere/\u0000.js', 1, 'is not on this machine'],
  ['/dev/zero', 1, 'is no regular file'],
  ['/proc/self/environ', 1, 'is no regular file'],
])('no source of %j: it says why', async (file, line, problem) => {
  const given = await excerpt(file, line);
  expect(given).toMatchObject({ file, line, lines: [] });
  expect(given.problem).toContain(problem);
});

test.each([
  ['pipe.js', 'is no regular file'],
  ['folder.js', 'is no regular file'],
  ['environ.js', 'is no regular file'],
  ['secret.txt', 'is not called as a program is'],
  ['link.js', 'is not called as a program is'],
  ['big.js', 'has more than 4 MiB'],
])('%s is never read', async (name, problem) => {
  expect(await excerpt(path(name), 1)).toMatchObject({
    lines: [],
    problem: expect.stringContaining(problem) as string,
  });
});

test('a line that the file does not have', async () => {
  expect((await excerpt(path('a.js'), 6)).problem).toContain('has 5 lines here, so it is not what ran there');
  expect((await excerpt(path('a.js'), 0)).problem).toContain('does not say where');
});

test('of a long line the part around the column is kept', async () => {
  const bundle = `${'a'.repeat(50_000)}HERE${'b'.repeat(50_000)}`;
  const readFile = () => Promise.resolve({ text: `${bundle}\n${bundle}` });
  const { lines } = await readSourceExcerpt(
    { file: 'b.js', line: 2, column: 50_001 },
    { around: 1, readFile },
  );
  expect(lines[0]).toMatch(/^a{400}\.\.\.$/);
  expect(lines[1]).toMatch(/^\.\.\.a{80}HEREb+\.\.\.$/);
  expect(lines[1]).toHaveLength(406);
});

test('whatever the file, the line that is looked for is among those given, and they are bounded', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ maxLength: 900 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 50 }),
      fc.nat(6),
      fc.integer({ min: 0, max: 2000 }),
      async (texts, line, around, column) => {
        const text = texts.join('\n');
        const readFile = () => Promise.resolve({ text });
        const given = await readSourceExcerpt({ file: 'a.js', line, column }, { around, readFile });
        expect(given.lines.length).toBeLessThanOrEqual(2 * around + 1);
        for (const each of given.lines) expect(each.length).toBeLessThanOrEqual(806);
        if (given.problem === undefined) expect(given.lines[line - given.firstLine]).toBeDefined();
      },
    ),
  );
});
