import { durationWords } from '../duration-words.js';
import { memoryWords } from '../memory-words.js';
import type { ContainerEnding } from './container-ending.js';

/** One sentence for people that tells how a container ended; `memoryLimit` in bytes. */
export function endingWords(ending: Omit<ContainerEnding, 'words'>, memoryLimit: number | undefined): string {
  const { uptimeMs } = ending;
  const after = uptimeMs === undefined ? '' : `, after ${durationWords(uptimeMs)}`;
  const [what, more] = whatHappened(ending, memoryLimit);
  return `${what}${after}${more === undefined ? '' : `; ${more}`}`;
}

/** What happened, and what it may mean. */
function whatHappened(
  { verdict, exitCode, signal, reason }: Omit<ContainerEnding, 'words'>,
  memoryLimit: number | undefined,
): readonly [what: string, more?: string] {
  const exit = exitCode === undefined ? 'ended' : `exit ${exitCode}`;
  switch (verdict) {
    case 'oom-killed':
      return [
        memoryLimit === undefined
          ? 'OOMKilled: the kernel ended it for memory'
          : `OOMKilled: the kernel ended it at the limit of ${memoryWords(memoryLimit)}`,
      ];
    case 'killed-not-marked':
      return [
        `${exit}, not marked OOMKilled: SIGKILL`,
        'by a failed liveness probe, a stop that outlasted its grace period, or the kernel where a child process ran out of memory',
      ];
    case 'v8-heap-limit':
      return [`${exit}: V8 ended it at its heap limit`];
    case 'aborted':
      return [
        `${exit}: ${signal === 6 ? 'abort' : 'a fatal error'}`,
        'V8 does so when the heap limit is reached: look in kubectl logs --previous for FATAL ERROR',
      ];
    case 'segfault':
      return [`${exit}: segmentation fault, in native code`];
    case 'stopped':
      return [`${exit}: stopped by ${signal === 2 ? 'SIGINT' : 'SIGTERM'}`];
    case 'completed':
      return ['exit 0: completed'];
    case 'not-started':
      return [`${reason ?? 'StartError'}: the program could not be started`];
    case 'error':
      return [signal === undefined ? exit : `${exit}: signal ${signal}`];
  }
}
