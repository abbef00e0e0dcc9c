import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { type MemoryGroup, parseLimit, tightestMemoryGroup } from '../cgroup.js';
import { readText } from '../read-text.js';

const ROOM = 16 * 1024;
const ZERO = 0x30;
const SPACE = 0x20;
const STATM = '/proc/self/statm';

/** Memory of a cgroup, bytes. */
export interface ChargedMemory {
  /** As the kernel counts it, page cache included. */
  readonly charged: number;
  /** `charged` without the page cache that the kernel gives up first, where the reading is exact. */
  readonly usage: number;
  readonly limit: number;
}

/** Files of a cgroup, open. The kernel writes their figures anew for whoever reads from the start. */
interface OpenGroup {
  readonly usage: number;
  readonly limit: number;
  readonly stat: number;
  readonly inactiveFile: RegExp;
  knownLimit: number | undefined;
}

interface OpenStatm {
  readonly file: number;
  readonly pageSize: number;
}

/**
 * How near the process is to its memory limits, cheap enough to ask a hundred times a second: the files are found once and
 * kept open. Where the system tells nothing, it gives `undefined`.
 */
export class MemoryGauge {
  readonly #buffer = Buffer.allocUnsafeSlow(ROOM);
  readonly #descriptors: number[] = [];
  #group: OpenGroup | undefined;
  #statm: OpenStatm | undefined;

  constructor() {
    try {
      const group = tightestMemoryGroup(readText);
      if (group !== undefined) this.#group = this.#openGroup(group);
      if (existsSync(STATM)) this.#statm = this.#openStatm();
    } catch {
      this.close();
    }
  }

  /**
   * Memory of the tightest cgroup. Below `exactFrom` bytes of charged memory `usage` is the same and the limit is the last
   * one known; from there on both are read too, which takes three times as long.
   */
  cgroup(exactFrom: number): ChargedMemory | undefined {
    const group = this.#group;
    if (group === undefined) return undefined;
    try {
      const charged = this.#readNumber(group.usage);
      const exact = charged >= exactFrom;
      if (exact) group.knownLimit = parseLimit(this.#readText(group.limit));
      if (group.knownLimit === undefined) return undefined;
      const cache = exact ? Number(group.inactiveFile.exec(this.#readText(group.stat))?.[1] ?? 0) : 0;
      return { charged, usage: Math.max(0, charged - cache), limit: group.knownLimit };
    } catch {
      return undefined;
    }
  }

  /** Resident memory of the whole process, bytes. */
  rss(): number | undefined {
    try {
      return this.#statm === undefined
        ? process.memoryUsage.rss()
        : this.#residentPages(this.#statm) * this.#statm.pageSize;
    } catch {
      return undefined;
    }
  }

  /** Closes the files; from then on `cgroup()` gives nothing. */
  close(): void {
    this.#group = this.#statm = undefined;
    for (const descriptor of this.#descriptors.splice(0)) closeSync(descriptor);
  }

  #openGroup({ memory, files, inactiveFile }: MemoryGroup): OpenGroup {
    return {
      usage: this.#openFile(files.usage),
      limit: this.#openFile(files.limit),
      stat: this.#openFile(files.stat),
      inactiveFile,
      knownLimit: memory.limit,
    };
  }

  /** The size of a page, a power of two, is what the same figure in bytes makes it. */
  #openStatm(): OpenStatm {
    const file = this.#openFile(STATM);
    const pages = this.#residentPages({ file });
    return { file, pageSize: 2 ** Math.round(Math.log2(process.memoryUsage.rss() / pages)) };
  }

  #openFile(path: string): number {
    const descriptor = openSync(path, 'r');
    this.#descriptors.push(descriptor);
    return descriptor;
  }

  #readText(descriptor: number): string {
    return this.#buffer.toString('latin1', 0, this.#fill(descriptor));
  }

  #readNumber(descriptor: number): number {
    return this.#parseNumber(0, this.#fill(descriptor));
  }

  /** The second of the numbers in `statm`. */
  #residentPages({ file }: Pick<OpenStatm, 'file'>): number {
    const length = this.#fill(file);
    return this.#parseNumber(this.#buffer.indexOf(SPACE) + 1, length);
  }

  /** Digits from `start` on. Without a string, as this is done all the time. */
  #parseNumber(start: number, length: number): number {
    let value = 0;
    for (let index = start; index < length; index++) {
      const digit = this.#buffer[index]! - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    return value;
  }

  #fill(descriptor: number): number {
    return readSync(descriptor, this.#buffer, 0, ROOM, 0);
  }
}
