import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runEditor } from '../../src/takeaway/run-editor.js';

/** Runs `script` as the editor, and tells in which order things happened. */
async function edit(script: string, args: readonly string[] = []) {
  const steps: string[] = [];
  const loan = {
    leave: async () => {
      await Promise.resolve();
      steps.push('leave');
    },
    enter: () => void steps.push('enter'),
  };
  const editor = { command: process.execPath, args: ['-e', script, '--', ...args] };
  const problem = await runEditor(editor, loan, { stdio: 'ignore' });
  return { problem: problem?.replace(process.execPath, 'node'), steps };
}

test('the terminal is away for as long as the editor runs, and what it is given are its arguments', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heaptide-editor-'));
  try {
    const out = join(folder, 'out');
    const script = `require('fs').writeFileSync(process.argv[1], JSON.stringify(process.argv.slice(2)))`;
    const { problem, steps } = await edit(script, [out, '$(id)', '`id`; x', '']);
    expect(problem).toBeUndefined();
    expect(steps).toEqual(['leave', 'enter']);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(['$(id)', '`id`; x', '']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an editor that fails is a line, on a screen of ours again', async () => {
  expect(await edit('process.exit(3)')).toEqual({
    problem: 'node ended with status 3',
    steps: ['leave', 'enter'],
  });
  expect(await edit('process.kill(process.pid, "SIGKILL")')).toEqual({
    problem: 'node was ended by SIGKILL',
    steps: ['leave', 'enter'],
  });
});

test('an editor that is not there is a line too', async () => {
  let entered = 0;
  const loan = {
    leave: () => undefined,
    enter: () => {
      entered++;
    },
  };
  const run = (command: string) => runEditor({ command, args: [] }, loan, { stdio: 'ignore' });
  expect(await run('no-such-editor-here')).toBe('no-such-editor-here was not found');
  expect(await run('/etc')).toBe('/etc cannot be started (EACCES)');
  expect(await run('a\u001B[2Jb\u0000')).toBe('a␛[2Jb␀ cannot be started (ERR_INVALID_ARG_VALUE)');
  expect(entered).toBe(3);
});
