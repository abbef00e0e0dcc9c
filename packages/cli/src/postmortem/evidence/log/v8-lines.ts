import type { Collection, FatalKind, FatalLine } from './log-findings.js';

const MIB = 2 ** 20;
const MOST_WORDS = 200;

const COLLECTION =
  /\[(\d{1,10}):0x[0-9a-f]{1,16}(?::\d{1,4})?\]\s{0,12}(\d{1,12}) ms: ((?:[A-Z][A-Za-z-]{2,24} ){1,3}(?:\([a-z -]{1,24}\) )?)([\d.]{1,12}) \(([\d.]{1,12})\) -> ([\d.]{1,12}) \(([\d.]{1,12})\) MB/g;
/** How V8 begins each such line: process and isolate. */
const ISOLATE = /\[(\d{1,10}):0x[0-9a-f]{1,16}(?::\d{1,4})?\]/;
const MUTATOR = /current mu = ([\d.]{1,8})/;

/** The process that V8 speaks of in a line, also one that is cut too short for more. */
export function speakerIn(line: string): number | undefined {
  const pid = ISOLATE.exec(line)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** The collections that a line traces. V8 cuts these lines short and may put two in one. */
export function collectionsIn(line: string): Collection[] {
  if (!line.includes(' MB')) return [];
  const found = [...line.matchAll(COLLECTION)];
  return found.map((match, index) => {
    const [, pid, uptime, kind, before, , after, committed] = match;
    const rest = line.slice(match.index, found[index + 1]?.index);
    const mutator = MUTATOR.exec(rest)?.[1];
    return {
      pid: Number(pid),
      uptimeMs: Number(uptime),
      kind: kind!.trimEnd(),
      before: Number(before) * MIB,
      after: Number(after) * MIB,
      committed: Number(committed) * MIB,
      ...(mutator === undefined ? {} : { mutator: Number(mutator) }),
    };
  });
}

/**
 * What V8, Node.js and the C++ library write before they abort, and what JavaScript throws for want of memory. Words end at
 * a quote or a backslash: in a line of data anything else may follow.
 */
const FATAL =
  /(?:FATAL ERROR: |# Fatal (?:JavaScript|process) (?=out of memory: |invalid size error )|# Fatal error in )([^"\\]*)|(RangeError: (?:Array buffer allocation failed|Invalid (?:array|typed array|string) length|WebAssembly\.[A-Za-z]{1,20}\(\): [^"\\]*))|(terminate called after throwing an instance of 'std::bad_alloc')|(ERR_WORKER_OUT_OF_MEMORY[^"\\]*|Worker terminated due to reaching memory limit[^"\\]*)/;

/** The words with which a process, or a worker thread, gives up; `undefined` for any other line. */
export function fatalIn(line: string): FatalLine | undefined {
  const match = FATAL.exec(line);
  if (match === null) return undefined;
  const [, said, thrown, uncaught, worker] = match;
  const words = (said ?? thrown ?? uncaught ?? worker!).trim().slice(0, MOST_WORDS);
  return { kind: kindOf(line, worker !== undefined), words, place: placeOf(words) };
}

function kindOf(line: string, isWorker: boolean): FatalKind {
  if (/invalid (?:array|string|table|typed array) (?:length|size)|invalid size error/i.test(line))
    return 'too-large';
  if (isWorker || /JavaScript heap out of memory|Fatal JavaScript out of memory/.test(line))
    return 'heap-limit';
  if (/process out of memory|bad_alloc|Array buffer allocation failed|WebAssembly|Zone/.test(line)) {
    return 'native-memory';
  }
  return 'other';
}

/** `Reached heap limit` in what V8 says. */
function placeOf(words: string): string {
  return words.replace(/^out of memory: /, '').replace(/ ?Allocation failed.*$/, '');
}

const DIAGNOSTIC = /\b(?:Heap|report)\.\d{8}\.\d{6}\.(\d{1,10})\.\d{1,6}\.\d{1,6}\.(?:heapsnapshot|json)\b/;
const SNAPSHOT_WRITTEN = /^(?:Wrote|Writing) (?:heap )?snapshot to /i;

/** A file that Node.js says it writes. */
export interface WrittenFile {
  readonly kind: 'snapshot' | 'report';
  /** Without folders. */
  readonly name: string;
  readonly pid: number;
}

export function writtenFileIn(line: string): WrittenFile | undefined {
  const kind = SNAPSHOT_WRITTEN.test(line)
    ? 'snapshot'
    : line.startsWith('Writing Node.js report to file: ')
      ? 'report'
      : undefined;
  const match = kind === undefined ? null : DIAGNOSTIC.exec(line);
  return match === null ? undefined : { kind: kind!, name: match[0], pid: Number(match[1]) };
}

/** The directory of the agent's ring, which it tells when it begins. */
export function ringDirectoryIn(line: string): string | undefined {
  return /^heaptide: captures are kept in (.{1,1024})$/.exec(line)?.[1];
}
