/** What a command may touch of the world around it. */
export interface CommandContext {
  /** How the user calls us: `heaptide` by default, `kubectl heaptide` as a plugin. */
  readonly program?: string;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** 0 done, 1 a finding, 2 wrong usage or unusable input, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** A flag; `--no-x` turns a boolean off. */
export interface CommandOption {
  readonly type: 'string' | 'number' | 'boolean';
  /** One letter. */
  readonly alias?: string;
  readonly default?: string | number | boolean;
  readonly choices?: readonly string[];
  readonly demandOption?: boolean;
  /** May be given several times; the value is a list then. Of strings only. */
  readonly multiple?: boolean;
  readonly describe: string;
}

/** An argument that is no flag; with `array` it takes all that are left. */
export interface CommandPositional {
  readonly type: 'string';
  readonly array?: boolean;
  readonly demandOption?: boolean;
  readonly describe: string;
}

/** One verb: what it takes and what it does with it. `describe` is its line in the help. */
export interface Command<Arguments> {
  /** The verb and its positional arguments: `capture <target>`, `growth <targets..>`. */
  readonly usage: string;
  readonly describe: string;
  readonly examples: readonly (readonly [command: string, description: string])[];
  /** In the order of the command line. */
  readonly positionals?: Readonly<Record<string, CommandPositional>>;
  /** Each has an environment twin: `--idle-timeout` is `HEAPTIDE_IDLE_TIMEOUT`. */
  readonly options: Readonly<Record<string, CommandOption>>;
  run(args: Arguments, context: CommandContext): Promise<ExitCode>;
}
