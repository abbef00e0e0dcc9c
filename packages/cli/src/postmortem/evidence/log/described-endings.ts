import { parseQuantity } from '@heaptide/kube';
import type { ToldExit } from './log-findings.js';

/** `State: Terminated` or `Last State: Terminated`, with how far it is indented. */
const TERMINATED = /^(\s{0,32})(?:Last )?State:\s{1,32}Terminated\s*$/;
const FIELD = /^(\s{0,32})([A-Z][A-Za-z ]{0,30}):\s{1,32}(\S.{0,200})$/;
const LIMITS = /^(\s{0,32})Limits:\s*$/;
const MEMORY = /^\s{0,32}memory:\s{1,32}(\S{1,32})\s*$/;

interface Open {
  readonly indent: number;
  reason?: string;
  code?: number;
  finished?: number;
}

/** Gathers the endings of containers from what `kubectl describe pod` prints, line by line. */
export class DescribedEndings {
  #open: Open | undefined;
  #found: ToldExit[] = [];
  #inLimits: number | undefined;

  /** Returns whether the line belongs to an ending. */
  add(line: string): boolean {
    const open = this.#open;
    if (open !== undefined) {
      const [, indent = '', name, value] = FIELD.exec(line) ?? [];
      if (name !== undefined && indent.length > open.indent) {
        this.#take(open, name, value!);
        return true;
      }
      this.#close();
    }
    const terminated = TERMINATED.exec(line);
    if (terminated !== null) {
      this.#open = { indent: terminated[1]!.length };
      return true;
    }
    this.#takeLimit(line);
    return false;
  }

  /** The endings that are complete, with the limit of their container where that has been told since. */
  end(): readonly ToldExit[] {
    this.#close();
    return this.#found;
  }

  #take(open: Open, name: string, value: string): void {
    if (name === 'Reason') open.reason = value.trim();
    else if (name === 'Exit Code') open.code = Number(value);
    else if (name === 'Finished') {
      const time = Date.parse(value);
      if (time > 0) open.finished = time;
    }
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open?.code === undefined || !Number.isInteger(open.code) || open.code === 0) return;
    const { reason = 'Error', code, finished } = open;
    this.#found.push({
      code,
      isOomKill: reason === 'OOMKilled',
      words: `Terminated, Reason: ${reason}, Exit Code: ${code}`,
      ...(finished === undefined ? {} : { time: finished }),
    });
  }

  /** `Limits:` stands behind the states of its container. */
  #takeLimit(line: string): void {
    const limits = LIMITS.exec(line);
    if (limits !== null) {
      this.#inLimits = limits[1]!.length;
      return;
    }
    if (this.#inLimits === undefined) return;
    const memory = MEMORY.exec(line)?.[1];
    if (memory === undefined) {
      if (line.search(/\S/) <= this.#inLimits) this.#inLimits = undefined;
      return;
    }
    this.#inLimits = undefined;
    const memoryLimit = parseQuantity(memory);
    if (memoryLimit === undefined) return;
    this.#found = this.#found.map((ending) => ({ memoryLimit, ...ending }));
  }
}
