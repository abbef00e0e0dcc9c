import { PassThrough } from 'node:stream';
import type { CommandContext } from '../../src/command.js';
import { growthCommand } from '../../src/commands/growth.js';
import { parseArguments } from '../../src/parse-arguments.js';

export interface GrowthRun {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was thrown, which ends a command with exit status 2. */
  readonly error: unknown;
}

export interface GrowthRunOptions {
  readonly signal?: AbortSignal;
  /** Called with each piece that goes to stderr. */
  readonly onStderr?: (text: string) => void;
}

/** Runs `heaptide growth` with a command line, in this process. */
export async function runGrowth(
  args: readonly string[],
  { signal = new AbortController().signal, onStderr }: GrowthRunOptions = {},
): Promise<GrowthRun> {
  const out = collect();
  const err = collect(onStderr);
  const context: CommandContext = {
    stdin: process.stdin,
    stdout: out.stream,
    stderr: err.stream,
    env: {},
    signal,
  };
  const parsed = parseArguments(growthCommand, args, {}) as never;
  try {
    const exit = await growthCommand.run(parsed, context);
    return { exit, stdout: out.text(), stderr: err.text(), error: undefined };
  } catch (error) {
    return { exit: 2, stdout: out.text(), stderr: err.text(), error };
  }
}

function collect(onText?: (text: string) => void) {
  const stream = new PassThrough();
  let all = '';
  stream.on('data', (chunk: Buffer) => {
    all += String(chunk);
    onText?.(String(chunk));
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => all };
}
