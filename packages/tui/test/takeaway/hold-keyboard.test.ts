import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { afterEach, beforeEach, expect, test } from 'vitest';
import ts from 'typescript';

const SOURCE = new URL('../../src/takeaway/hold-keyboard.ts', import.meta.url);
/** Reads keys as Ink does; at `h` it hands the terminal to a child until that has read a line, then goes on. */
const PROGRAM = `
import { spawn } from 'node:child_process';
import { holdKeyboard } from './hold-keyboard.mjs';
const { stdin } = process;
stdin.setEncoding('utf8');
stdin.setRawMode(true);
async function lend() {
  const back = await holdKeyboard(stdin);
  stdin.setRawMode(false);
  const child = spawn('/bin/sh', ['-c', 'echo child ready; read line; echo "child <$line>"'], { stdio: 'inherit' });
  child.on('exit', () => {
    stdin.setRawMode(true);
    back();
    console.log('parent again');
  });
}
stdin.on('readable', () => {
  for (let keys = stdin.read(); keys !== null; keys = stdin.read()) {
    console.log('parent <' + keys.trim() + '>');
    if (keys === 'h') void lend();
    if (keys === 'q') process.exit();
  }
});
console.log('parent ready');
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-keyboard-'));
  const { outputText } = ts.transpileModule(readFileSync(SOURCE, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(join(folder, 'hold-keyboard.mjs'), outputText);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the program prints while it is typed to: `[text to wait for, keys to send then]`. */
async function converse(steps: readonly (readonly [string, string])[]): Promise<string> {
  writeFileSync(join(folder, 'program.mjs'), PROGRAM);
  const pty = spawn(process.execPath, [join(folder, 'program.mjs')], { cols: 80, rows: 24 });
  let said = '';
  let step = 0;
  const ended = new Promise<void>((resolve) => pty.onExit(() => resolve()));
  pty.onData((data) => {
    said += data;
    if (step < steps.length && said.includes(steps[step]![0])) pty.write(steps[step++]![1]);
  });
  const limit = setTimeout(() => pty.kill('SIGKILL'), 8000);
  await ended;
  clearTimeout(limit);
  return said;
}

test('the other program gets every key, and then we get them again', async () => {
  const said = await converse([
    ['parent ready', 'h'],
    ['child ready', 'one two three\r'],
    ['parent again', 'j'],
    ['parent <j>', 'q'],
  ]);
  expect(said).toContain('child <one two three>');
  expect(said).toContain('parent <q>');
  expect(said).not.toMatch(/parent <[^jhq]/);
});
