import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { constants } from 'node:os';
import { failure } from '../api-status.js';
import type { ClusterState } from '../cluster-state.js';

export interface ExecRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

/** How an exec ended, as it travels on the error channel. */
export type ExecStatus = object;

/** Starts what a command stands for. Calls `ended` once, later, when it has ended and all of its output is read. */
export function startExec(
  cluster: ClusterState,
  { namespace, pod, container, command }: ExecRequest,
  ended: (status: ExecStatus) => void,
): ChildProcessWithoutNullStreams | undefined {
  const [name = ''] = command;
  const runtime = cluster.runtimes.get(namespace, pod);
  const program = cluster.faults.missingPrograms.has(name) ? undefined : runtime?.exec?.(command, container);
  if (!program) {
    setImmediate(() => ended(missingProgram(name)));
    return undefined;
  }
  const child = cluster.processes.start(program);
  child.once('error', () => ended(missingProgram(name)));
  child.once('close', (code, signal) => {
    if (child.pid !== undefined) ended(exitStatus(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  return child;
}

function exitStatus(code: number): ExecStatus {
  if (code === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${code}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  };
}

function missingProgram(name: string): ExecStatus {
  return failure(
    500,
    'InternalError',
    'Internal error occurred: error executing command in container: failed to exec in container: failed to start ' +
      'exec "fake": OCI runtime exec failed: exec failed: unable to start container process: ' +
      `exec: "${name}": executable file not found in $PATH: unknown`,
  );
}
