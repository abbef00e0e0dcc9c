import { PassThrough } from 'node:stream';
import type { CommandContext } from '../../src/command.js';
import { postmortemCommand } from '../../src/commands/postmortem.js';
import { parseArguments } from '../../src/parse-arguments.js';

export interface PostmortemRun {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was thrown, which ends a command with exit status 2. */
  readonly error: unknown;
}

/** Runs `heaptide postmortem` with a command line, in this process. */
export async function runPostmortem(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<PostmortemRun> {
  const out = collect();
  const err = collect();
  const context: CommandContext = {
    stdin: process.stdin,
    stdout: out.stream,
    stderr: err.stream,
    env,
    signal: new AbortController().signal,
  };
  const parsed = parseArguments(postmortemCommand, args, {}) as never;
  try {
    const exit = await postmortemCommand.run(parsed, context);
    return { exit, stdout: out.text(), stderr: err.text(), error: undefined };
  } catch (error) {
    return { exit: 2, stdout: out.text(), stderr: err.text(), error };
  }
}

function collect() {
  const stream = new PassThrough();
  let all = '';
  stream.on('data', (chunk: Buffer) => (all += String(chunk)));
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => all };
}
