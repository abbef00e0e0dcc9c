import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { safeText } from '@heaptide/report';
import type { EditorCommand } from './editor-command.js';

/** The terminal as it is handed over. */
export interface TerminalLoan {
  /** Everything of ours is off the terminal, and nothing of ours reads it any more. */
  leave(): void | Promise<void>;
  /** The screen is ours again. */
  enter(): void;
}

export interface RunEditorOptions {
  /** What the editor reads from and writes to; our own terminal by default. */
  readonly stdio?: SpawnOptions['stdio'];
}

/**
 * Gives the terminal to the editor for as long as it runs, and takes it back however it ends. Gives a line that says
 * what went wrong, if something did; never rejects because of the editor.
 */
export async function runEditor(
  { command, args }: EditorCommand,
  terminal: TerminalLoan,
  { stdio = 'inherit' }: RunEditorOptions = {},
): Promise<string | undefined> {
  await terminal.leave();
  try {
    const problem = await untilEnd(command, args, stdio);
    return problem === undefined ? undefined : `${safeText(command, { limit: 40 })} ${problem}`;
  } finally {
    terminal.enter();
  }
}

async function untilEnd(
  command: string,
  args: readonly string[],
  stdio: SpawnOptions['stdio'],
): Promise<string | undefined> {
  try {
    const child = spawn(command, args, { stdio, shell: false });
    const [status, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (signal !== null) return `was ended by ${signal}`;
    return status === 0 ? undefined : `ended with status ${status}`;
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'was not found' : `cannot be started (${code})`;
  }
}
