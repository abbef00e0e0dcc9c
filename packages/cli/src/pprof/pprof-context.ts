/** What `heaptide pprof` may touch of the world around it. */
export interface PprofContext {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: PprofOutput;
  readonly stderr: PprofOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Paths on the command line and in the shell are relative to it. */
  readonly cwd: string;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

export type PprofOutput = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Takes one line for stderr. */
export type Talk = (line: string) => void;
