import { DescribedEndings } from './described-endings.js';
import { exitIn } from './exit-lines.js';
import { kernelKillIn, kernelLimitIn } from './kernel-lines.js';
import type { Collection, FatalLine, KernelKill, LogFindings, ToldExit } from './log-findings.js';
import { readLine } from './log-line.js';
import { collectionsIn, fatalIn, ringDirectoryIn, speakerIn, writtenFileIn } from './v8-lines.js';

/** Of each kind so many are kept: the last, since the end of the log is what it is read for. */
const MOST_FOUND = 50;
const MOST_COLLECTIONS = 200;
const MOST_PIDS = 50;

/** Reads what a log says of the end of a process. `texts`: its parts in order, with `unread` bytes missing between them. */
export function parseLog(path: string, texts: readonly string[], unread = 0): LogFindings {
  const reader = new LogReader();
  for (const text of texts) for (const line of linesOf(text)) reader.read(line);
  return { path, unread, ...reader.findings() };
}

/** Whether there is anything in a log that tells of an end. */
export function saysSomething({
  fatal,
  collections,
  kernelKills,
  exits,
  snapshotsWritten,
  reportsWritten,
}: LogFindings): boolean {
  return [fatal, collections, kernelKills, exits, snapshotsWritten, reportsWritten].some(
    ({ length }) => length > 0,
  );
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    yield text.slice(start, end).replace(/\r$/, '');
    start = end + 1;
  }
}

class LogReader {
  readonly #fatal: FatalLine[] = [];
  readonly #collections: Collection[] = [];
  readonly #kills = new Map<number, KernelKill>();
  readonly #exits: ToldExit[] = [];
  readonly #described = new DescribedEndings();
  readonly #snapshots = new Set<string>();
  readonly #reports = new Set<string>();
  readonly #pids = new Set<number>();
  #ring: string | undefined;
  #limit: number | undefined;
  #time: number | undefined;
  /** The process that V8 or Node.js spoke of last. */
  #speaker: number | undefined;

  read(line: string): void {
    const { text, time } = readLine(line);
    if (time !== undefined) this.#time = time;
    if (this.#described.add(text)) return;
    const at = time === undefined ? {} : { time };
    this.#ring = ringDirectoryIn(text) ?? this.#ring;
    const speaker = speakerIn(text);
    if (speaker !== undefined) this.#speaks(speaker);
    for (const collection of collectionsIn(text)) keep(this.#collections, collection, MOST_COLLECTIONS);
    const written = writtenFileIn(text);
    if (written !== undefined) {
      (written.kind === 'snapshot' ? this.#snapshots : this.#reports).add(written.name);
      this.#speaks(written.pid);
    }
    const fatal = fatalIn(text);
    if (fatal !== undefined) {
      const pid = this.#speaker === undefined ? {} : { pid: this.#speaker };
      keep(this.#fatal, { ...fatal, ...pid, ...at }, MOST_FOUND);
      return;
    }
    if (this.#readKernel(text, at)) return;
    const exit = exitIn(text);
    if (exit !== undefined) keep(this.#exits, { ...exit, ...at }, MOST_FOUND);
  }

  findings(): Omit<LogFindings, 'path' | 'unread'> {
    return {
      pids: [...this.#pids].slice(-MOST_PIDS),
      fatal: this.#fatal,
      collections: this.#collections,
      kernelKills: [...this.#kills.values()].slice(-MOST_FOUND),
      exits: [...this.#exits, ...this.#described.end()].slice(-MOST_FOUND),
      snapshotsWritten: [...this.#snapshots].slice(-MOST_FOUND),
      reportsWritten: [...this.#reports].slice(-MOST_FOUND),
      ...(this.#ring === undefined ? {} : { ringDirectory: this.#ring }),
      ...(this.#time === undefined ? {} : { time: this.#time }),
    };
  }

  #readKernel(text: string, at: { readonly time?: number }): boolean {
    const limit = kernelLimitIn(text);
    this.#limit = limit ?? this.#limit;
    const kill = kernelKillIn(text);
    if (kill === undefined) return limit !== undefined;
    const known = this.#kills.get(kill.pid);
    const ofCgroup = kill.scope === 'cgroup' && this.#limit !== undefined ? { limit: this.#limit } : {};
    this.#kills.set(kill.pid, { ...ofCgroup, ...at, ...known, ...kill });
    return true;
  }

  #speaks(pid: number): void {
    this.#speaker = pid;
    // The last one is the last in order.
    this.#pids.delete(pid);
    this.#pids.add(pid);
  }
}

function keep<T>(list: T[], item: T, most: number): void {
  list.push(item);
  if (list.length > most) list.shift();
}
