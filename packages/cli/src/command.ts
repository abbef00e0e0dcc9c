import type { Options, PositionalOptions } from 'yargs';

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

/** One verb: what it takes and what it does with it. `describe` is its line in the help. */
export interface Command<Arguments> {
  /** As yargs wants it: the verb and its positional arguments. */
  readonly usage: string;
  readonly describe: string;
  readonly examples: readonly (readonly [command: string, description: string])[];
  readonly positionals?: Readonly<Record<string, PositionalOptions & { readonly demandOption?: boolean }>>;
  /** Each has an environment twin: `--idle-timeout` is `HEAPTIDE_IDLE_TIMEOUT`. */
  readonly options: Readonly<Record<string, Options>>;
  run(args: Arguments, context: CommandContext): Promise<ExitCode>;
}
