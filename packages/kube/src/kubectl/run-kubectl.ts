import { ByteCollector } from '../bytes/byte-collector.js';
import { KubeError } from '../kube-error.js';
import type { KubectlOptions } from './kubectl-options.js';
import { TetheredChild } from './tethered-child.js';

export interface RunKubectlOptions {
  /** What it reads; else its stdin is empty. */
  readonly stdin?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** Bound on its stdout. */
  readonly maxBytes: number;
}

export interface KubectlRun {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: Buffer;
  /** The last 16 KiB of it. Hostile text. */
  readonly stderr: string;
}

/**
 * Runs kubectl to its end, whatever that is.
 * @throws {KubeError} `no-kubectl`; `timeout` and `bad-answer` where it went beyond a bound, and was ended. The reason of `signal`.
 */
export async function runKubectl(
  { binary, args, env }: KubectlOptions,
  command: readonly string[],
  { stdin, signal, timeoutMs, maxBytes }: RunKubectlOptions,
): Promise<KubectlRun> {
  signal?.throwIfAborted();
  const what = `kubectl ${command[0] ?? ''}`.trimEnd();
  const stdout = new ByteCollector();
  let broken: unknown;
  const breakOff = (error: unknown) => {
    broken ??= error;
    void child.stop();
  };
  const child = await TetheredChild.start(binary, [...args, ...command], {
    env,
    hasInput: stdin !== undefined,
    onStdout: (stream) =>
      stream.on('data', (piece: Buffer) => {
        if (broken !== undefined) return;
        if (stdout.length + piece.length <= maxBytes) stdout.append(piece);
        else breakOff(new KubeError('bad-answer', `${what} printed more than ${maxBytes} bytes`));
      }),
  });
  child.ref();
  const onAbort = () => breakOff(signal!.reason);
  const timer = setTimeout(
    () => breakOff(new KubeError('timeout', `${what} did not end within ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  try {
    child.stdin?.end(stdin);
    const { code } = await child.exited;
    if (broken !== undefined) throw broken as Error;
    return { code, stdout: stdout.take(), stderr: child.stderr };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}
