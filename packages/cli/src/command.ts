import type { Argv } from 'yargs';

/** What a command may touch of the world around it. */
export interface CommandContext {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** 0 done, 1 a finding, 2 wrong usage or unusable input, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** One verb: its arguments and what it does with them. `describe` is its line in the help. */
export interface Command<Arguments> {
  /** As yargs wants it: the verb and its positional arguments. */
  readonly usage: string;
  readonly describe: string;
  readonly examples: readonly (readonly [command: string, description: string])[];
  arguments(yargs: Argv): Argv<Arguments>;
  run(args: Arguments, context: CommandContext): Promise<ExitCode>;
}
