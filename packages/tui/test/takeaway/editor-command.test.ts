import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editorCommand } from '../../src/takeaway/editor-command.js';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-editor-'));
  file = join(folder, 'server.js');
  writeFileSync(file, '');
  writeFileSync(join(folder, '-c:q.js'), '');
  writeFileSync(join(folder, '$(touch evil); x.js'), '');
  mkdirSync(join(folder, 'folder.js'));
  execFileSync('mkfifo', [join(folder, 'pipe.js')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (editor: string, changes: Partial<Parameters<typeof editorCommand>[0]> = {}) =>
  editorCommand({ env: { EDITOR: editor }, file, line: 41, column: 10, folder, ...changes });

test.each([
  ['vim', ['+41', 'F']],
  ['/usr/bin/vim.basic -R', ['-R', '+41', 'F']],
  ['nvim', ['+41', 'F']],
  ['vi', ['+41', 'F']],
  ['emacs -nw', ['-nw', '+41:10', 'F']],
  ['nano', ['+41,10', 'F']],
  ['micro', ['+41:10', 'F']],
  ['kak', ['+41:10', 'F']],
  ['hx', ['F:41:10']],
  ['code -w', ['-w', '-g', 'F:41:10']],
  ['cursor --wait', ['--wait', '-g', 'F:41:10']],
  ['zed --wait', ['--wait', 'F:41:10']],
  ['subl -w', ['-w', 'F:41:10']],
  ['webstorm', ['--line', '41', '--column', '10', 'F']],
  ['"/opt/my editor/ed"', ['F']],
])('%s', (editor, args) => {
  expect(at(editor)).toMatchObject({ args: args.map((each) => each.replace(/^F/, file)) });
});

test('VISUAL comes first, and an empty one does not count', () => {
  expect(at('', { env: { VISUAL: 'nano', EDITOR: 'vim' } })).toMatchObject({ command: 'nano' });
  expect(at('', { env: { VISUAL: ' ', EDITOR: 'vim' } })).toMatchObject({ command: 'vim' });
  expect(at('', { env: {} })).toEqual({ problem: 'which editor? set VISUAL or EDITOR' });
  expect(at('vim "', {})).toEqual({ problem: 'VISUAL or EDITOR is not a command' });
  expect(at('"" vim', {})).toEqual({ problem: 'VISUAL or EDITOR is not a command' });
});

test('a file may be an address, or relative to where we are', () => {
  expect(at('vim', { file: pathToFileURL(file).href })).toMatchObject({ args: ['+41', file] });
  expect(at('vim', { file: 'server.js' })).toMatchObject({ args: ['+41', file] });
});

test('a line that is not known, or not a number, is left out', () => {
  for (const line of [0, -1, NaN, 1.5]) expect(at('vim', { line })).toMatchObject({ args: [file] });
  expect(at('nano', { column: 0 })).toMatchObject({ args: ['+41,1', file] });
});

test('no file name becomes a flag or a command', () => {
  expect(at('vim', { file: '-c:q.js' })).toMatchObject({ args: ['+41', join(folder, '-c:q.js')] });
  expect(at('code', { file: '$(touch evil); x.js' })).toEqual({
    command: 'code',
    args: ['-g', `${join(folder, '$(touch evil); x.js')}:41:10`],
  });
});

test.each([
  ['', 'native code has no file'],
  ['node:internal/timers', 'this file is inside of Node'],
  ['https://a.example/x.js', 'the site is not in a file'],
  ['webpack://app/x.js', 'the site is not in a file'],
  ['file://other-host/x.js', 'no such file on this machine'],
  ['folder.js', 'the site is not in a regular file'],
  ['pipe.js', 'the site is not in a regular file'],
  ['/dev/null', 'the site is not in a regular file'],
  ['missing.js', 'no such file on this machine'],
  ['a\u0000b.js', 'no such file on this machine'],
])('%j is not opened: %s', (name, problem) => {
  expect(at('vim', { file: name })).toEqual({ problem });
});
