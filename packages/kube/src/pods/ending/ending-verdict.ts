/** How a container ended. */
export type EndingVerdict =
  /** The kernel killed it at its memory limit, and Kubernetes says so. */
  | 'oom-killed'
  /** SIGKILL that Kubernetes does not put down to memory. */
  | 'killed-not-marked'
  /** V8 gave up at its heap limit: its own words were found. */
  | 'v8-heap-limit'
  /** It ended itself by a fatal signal, which V8 does at the heap limit, and programs for other reasons too. */
  | 'aborted'
  | 'segfault'
  /** SIGTERM or SIGINT, as at a roll-out. */
  | 'stopped'
  | 'completed'
  /** The program was never there, or could not be run. */
  | 'not-started'
  | 'error';

/** What Kubernetes keeps of an ending. */
export interface EndingFacts {
  readonly reason: string | undefined;
  readonly exitCode: number | undefined;
  /** The signal, where Kubernetes tells it apart from an exit code. */
  readonly signal: number | undefined;
  /** Termination message or log of the container that ended. */
  readonly text: string | undefined;
}

/** What V8 writes when the heap is full; the second form since V8 11. */
const HEAP_LIMIT =
  /(?:FATAL ERROR: [^\n]{0,200}JavaScript heap out of memory|# Fatal JavaScript out of memory: )/;

const BY_SIGNAL: Readonly<Record<number, EndingVerdict>> = {
  2: 'stopped',
  4: 'aborted',
  5: 'aborted',
  6: 'aborted',
  9: 'killed-not-marked',
  11: 'segfault',
  15: 'stopped',
};

/** Reasons with which a container has never run. */
const NEVER_RAN: ReadonlySet<string | undefined> = new Set(['StartError', 'ContainerCannotRun']);

export function endingVerdict(facts: EndingFacts): EndingVerdict {
  const { reason, exitCode, text } = facts;
  if (reason === 'OOMKilled') return 'oom-killed';
  if (NEVER_RAN.has(reason)) return 'not-started';
  const bySignal = BY_SIGNAL[endingSignal(facts) ?? 0];
  // Past its grace period a program is killed whatever it wrote before.
  if (bySignal === 'killed-not-marked') return bySignal;
  if (exitCode !== 0 && saysHeapLimit(text)) return 'v8-heap-limit';
  return bySignal ?? (exitCode === 0 ? 'completed' : 'error');
}

/** The signal that ended it: a shell, and Kubernetes as a rule, tell it as an exit code of 128 more. */
export function endingSignal({ exitCode, signal }: EndingFacts): number | undefined {
  if (signal !== undefined && signal > 0) return signal;
  return exitCode !== undefined && exitCode > 128 && exitCode <= 128 + 64 ? exitCode - 128 : undefined;
}

/** Whether V8 says in `text` that its heap is full. */
export function saysHeapLimit(text: string | undefined): boolean {
  return text !== undefined && HEAP_LIMIT.test(text);
}
