/** What a pod does: its ports are loopback addresses, its programs local ones. */
export interface PodRuntime {
  /** Where the ports inside the pod are to be found. */
  readonly ports?: Readonly<Record<number, PodPort>>;
  /**
   * The local program that stands in for a command that is run in the pod; `undefined` when the container has no such
   * program. Without this function no command can be run.
   */
  readonly exec?: (argv: readonly string[], container: string) => LocalProgram | undefined;
  /** What an ephemeral container runs: its output becomes its log. */
  readonly debug?: (container: DebugContainer) => LocalProgram | undefined;
  /** What containers have written, by their name. */
  readonly logs?: Readonly<Record<string, ContainerLog>>;
}

export interface PodPort {
  readonly port: number;
  /** 127.0.0.1 when absent. */
  readonly host?: string;
  /** Bound to loopback inside the pod: a forward reaches it, the API server's proxy does not. */
  readonly isLoopbackOnly?: boolean;
}

export interface LocalProgram {
  readonly argv: readonly string[];
  /** The whole environment; this process's own when absent. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

export interface ContainerLog {
  readonly current: string;
  /** Of the container's run before; absent when there was none. */
  readonly previous?: string;
}

export interface DebugContainer {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly targetContainerName?: string;
}
