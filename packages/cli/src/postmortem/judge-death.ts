import { longBytes } from '@heaptide/profile';
import type { Death, DeathKind, Phrase } from '@heaptide/report/postmortem';
import { percentOf } from './percent-of.js';
import type { ContainerDeath, ProcessEvidence } from './evidence/evidence.js';
import type { FatalLine, KernelKill, ToldExit } from './evidence/log/log-findings.js';
import type { FullSpace, NodeReport } from './evidence/node-report/node-report.js';

/** One thing that a source says of an end. */
interface Sign {
  readonly says: Phrase;
  /** Milliseconds of the epoch. */
  readonly time?: number | undefined;
  readonly exitCode?: number | undefined;
}

/** What speaks for each cause, the strongest source first. */
interface Signs {
  /** The kernel killed it for memory, and someone recorded that. */
  readonly kernel: readonly Sign[];
  /** V8 itself says that its limit was reached. */
  readonly v8: readonly Sign[];
  /** Other words with which V8 gave up. */
  readonly otherFatal: readonly Sign[];
  /** It was ended by SIGKILL, which nobody puts down to memory. */
  readonly killed: readonly Sign[];
  /** Any other ending that was recorded. */
  readonly ended: readonly Sign[];
  /** A heap snapshot that it was about to write is not whole. */
  readonly unfinished: readonly Sign[];
  /** How full memory was when it was seen last, without an end on record. */
  readonly nearContainerLimit: readonly Sign[];
  readonly nearHeapLimit: readonly Sign[];
}

const MOST_EVIDENCE = 8;
/** SIGKILL and SIGABRT as a shell tells them. */
const KILLED = 137;
/** Share of a limit from which on the next allocations may be the last. */
const NEAR = 0.85;

const SPACES: Readonly<Record<FullSpace, string>> = {
  old_space: 'the old space held most: many small objects that lived long',
  large_object_space: 'the large object space held most: single arrays, strings or tables of great size',
  code_space: 'the code space held most: compiled code',
  new_space: 'the new space held most: objects just made',
  external: 'memory beside the heap held most: Buffers, ArrayBuffers or addons',
};

/** How a process died, by all that was left of it: what was recorded goes before what can only be concluded. */
export function judgeDeath(process: ProcessEvidence): Death {
  const signs = signsOf(process);
  const report = process.reports.findLast(({ isOutOfMemory }) => isOutOfMemory) ?? process.reports.at(-1);
  const space = report?.heap?.fullSpace;
  const { kind, words, by } = causeOf(signs, space);
  const told = [...by, ...allOf(signs).filter((sign) => !by.includes(sign))];
  const time = told.map((sign) => sign.time).find((moment) => moment !== undefined);
  const exitCode = told.map((sign) => sign.exitCode).find((code) => code !== undefined);
  return {
    kind,
    words: exitCode === undefined ? words : [...words, ` (exit ${exitCode})`],
    evidence: told.slice(0, MOST_EVIDENCE).map(({ says }) => says),
    ...(space === undefined ? {} : { space }),
    ...(time === undefined ? {} : { time: new Date(time).toISOString() }),
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

/** What was recorded goes before what was seen. */
function allOf(signs: Signs): Sign[] {
  const { kernel, v8, otherFatal, killed, ended, unfinished, nearContainerLimit, nearHeapLimit } = signs;
  return [
    ...kernel,
    ...v8,
    ...otherFatal,
    ...killed,
    ...ended,
    ...unfinished,
    ...nearContainerLimit,
    ...nearHeapLimit,
  ];
}

interface Cause {
  readonly kind: DeathKind;
  readonly words: Phrase;
  /** The signs that decide. */
  readonly by: readonly Sign[];
}

function causeOf(signs: Signs, space: FullSpace | undefined): Cause {
  const { kernel, v8, otherFatal, killed, ended, unfinished, nearContainerLimit, nearHeapLimit } = signs;
  if (kernel.length > 0) {
    const before = v8.length > 0 ? ', after V8 had reached its heap limit' : '';
    return { kind: 'kernel', words: [`the kernel killed it for memory${before}`], by: kernel };
  }
  if (v8.length > 0) {
    const where = space === undefined ? '' : `: ${SPACES[space]}`;
    return { kind: 'v8-limit', words: [`V8 gave up at its heap limit${where}; no kernel kill`], by: v8 };
  }
  if (killed.length > 0) {
    const support = [...unfinished, ...nearContainerLimit];
    const [why] = support;
    if (why !== undefined) {
      const words = unfinished.includes(why)
        ? 'it was killed while V8 wrote a heap snapshot, as the kernel does when that takes more than the memory there is'
        : "it was killed near its container's limit, as the kernel does";
      return { kind: 'kernel', words: [words], by: [...killed, ...support] };
    }
    return {
      kind: 'unknown',
      words: ['it was killed by SIGKILL; nothing puts that down to memory'],
      by: killed,
    };
  }
  if (otherFatal.length > 0)
    return { kind: 'unknown', words: ['V8 gave up, but not at its heap limit'], by: otherFatal };
  if (ended.length > 0)
    return { kind: 'unknown', words: ['it ended, but nothing puts that down to memory'], by: ended };
  if (nearContainerLimit.length > 0) {
    const words =
      "its end is not on record; it was near its container's limit when seen last, so most likely the kernel killed it";
    return { kind: 'kernel', words: [words], by: [...nearContainerLimit, ...unfinished] };
  }
  if (nearHeapLimit.length > 0) {
    const words =
      "its end is not on record; it was near V8's heap limit when seen last, so most likely V8 gave up";
    return { kind: 'v8-limit', words: [words], by: nearHeapLimit };
  }
  if (unfinished.length > 0) {
    const words =
      'its end is not on record; it was cut off while V8 wrote a heap snapshot near its heap limit';
    return { kind: 'unknown', words: [words], by: unfinished };
  }
  return { kind: 'unknown', words: ['how it died is not on record'], by: [] };
}

function signsOf({ pods, logs, reports, snapshots, captures }: ProcessEvidence): Signs {
  const pod = pods.at(-1);
  const exits = logs.flatMap((log) => log.exits.map((exit) => ({ log, exit })));
  const fatal = logs.flatMap((log) => log.fatal.map((line) => ({ log, line })));
  const isKill = ({ code, signal }: ToldExit): boolean => code === KILLED || signal === 'SIGKILL';
  const podSigns = (...verdicts: readonly string[]): Sign[] =>
    pod !== undefined && verdicts.includes(pod.ending.verdict) ? [podSign(pod)] : [];
  const last = captures.findLast(({ capture }) => capture.metadata?.kind !== 'external');
  return {
    kernel: [
      ...podSigns('oom-killed'),
      ...logs.flatMap(({ path, kernelKills }) => kernelKills.map((kill) => kernelSign(path, kill))),
      ...exits.filter(({ exit }) => exit.isOomKill).map(({ log, exit }) => exitSign(log.path, exit)),
    ],
    v8: [
      ...fatal.filter(({ line }) => isLimit(line)).map(({ log, line }) => fatalSign(log.path, line)),
      ...reports.filter(({ isOutOfMemory }) => isOutOfMemory).map(reportSign),
      ...podSigns('v8-heap-limit'),
    ],
    otherFatal: [
      ...fatal.filter(({ line }) => !isLimit(line)).map(({ log, line }) => fatalSign(log.path, line)),
      ...reports
        .filter(({ isOutOfMemory, trigger }) => !isOutOfMemory && trigger === 'FatalError')
        .map(reportSign),
    ],
    killed: [
      ...podSigns('killed-not-marked'),
      ...exits
        .filter(({ exit }) => !exit.isOomKill && isKill(exit))
        .map(({ log, exit }) => exitSign(log.path, exit)),
    ],
    ended: [
      ...podSigns('aborted', 'segfault', 'stopped', 'completed', 'error', 'not-started'),
      ...exits
        .filter(({ exit }) => !exit.isOomKill && !isKill(exit))
        .map(({ log, exit }) => exitSign(log.path, exit)),
    ],
    unfinished: snapshots
      .filter(({ state }) => state === 'empty' || state === 'cut')
      .map(({ path, state, time }) => ({
        says: ['heap snapshot ', { name: path }, state === 'empty' ? ' is empty' : ' ends too soon'],
        time,
      })),
    ...fullness(last?.capture.metadata),
  };
}

function isLimit({ kind }: FatalLine): boolean {
  return kind === 'heap-limit' || kind === 'too-large';
}

function podSign({ path, pod, container, ending }: ContainerDeath): Sign {
  return {
    says: [
      { name: path },
      ': container ',
      { name: container.name },
      ' of pod ',
      { name: pod.name },
      `: ${ending.words}`,
    ],
    time: ending.finishedAt,
    exitCode: ending.exitCode,
  };
}

function fatalSign(path: string, { words, time }: FatalLine): Sign {
  return { says: [{ name: path }, ': ', { name: words }], time };
}

function reportSign({ path, event, heap, time }: NodeReport): Sign {
  const figures =
    heap === undefined ? '' : `; ${longBytes(heap.used)} of ${longBytes(heap.limit)} heap in use`;
  return { says: [{ name: path }, ': ', { name: event }, figures], time };
}

function exitSign(path: string, { words, time, code }: ToldExit): Sign {
  return { says: [{ name: path }, ': ', { name: words }], time, exitCode: code };
}

function kernelSign(path: string, { program, pid, scope, anonymous, limit, time }: KernelKill): Sign {
  const where = scope === 'cgroup' ? 'at the limit of its container' : 'since the machine ran out of memory';
  const figures = [
    ...(anonymous === undefined ? [] : [`with ${longBytes(anonymous)}`]),
    ...(limit === undefined ? [] : [`of ${longBytes(limit)}`]),
  ];
  return {
    says: [
      { name: path },
      ': the kernel killed ',
      { name: program },
      ` (pid ${pid} of the host) ${[where, ...figures].join(' ')}`,
    ],
    time,
  };
}

type Metadata = NonNullable<ProcessEvidence['captures'][number]['capture']['metadata']>;

/** What was near its limit at the last capture. */
function fullness(metadata: Metadata | undefined): Pick<Signs, 'nearContainerLimit' | 'nearHeapLimit'> {
  if (metadata === undefined) return { nearContainerLimit: [], nearHeapLimit: [] };
  const { cgroup, heapUsed, heapLimit, time } = metadata;
  const seen = `the last capture, ${time}, has`;
  const sign = (part: number, limit: number, of: string): Sign[] =>
    limit > 0 && part >= NEAR * limit
      ? [{ says: [`${seen} ${longBytes(part)} in use, ${percentOf(part, limit)} of ${of} limit`] }]
      : [];
  return {
    nearContainerLimit: cgroup === undefined ? [] : sign(cgroup.usage, cgroup.limit, "the container's"),
    nearHeapLimit: sign(heapUsed, heapLimit, "V8's heap"),
  };
}
