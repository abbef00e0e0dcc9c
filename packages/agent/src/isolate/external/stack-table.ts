import type { ExternalFrame } from '../../reading/external-reading.js';

/** A stack that live samples share. */
export interface SharedStack {
  readonly key: string;
  readonly frames: readonly ExternalFrame[];
  uses: number;
}

/** Keeps each distinct stack once, for as long as it is in use. */
export class StackTable {
  readonly #stacks = new Map<string, SharedStack>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The shared stack of these frames, with one more use; `undefined` when it is new and the table is full. */
  acquire(frames: readonly ExternalFrame[]): SharedStack | undefined {
    let key = '';
    for (const { name, url, line, column } of frames) key += `${name}\n${url}:${line}:${column}\n`;
    let stack = this.#stacks.get(key);
    if (stack === undefined) {
      if (this.#stacks.size >= this.#capacity) return undefined;
      stack = { key, frames, uses: 0 };
      this.#stacks.set(key, stack);
    }
    stack.uses += 1;
    return stack;
  }

  /** Gives a use back. */
  release(stack: SharedStack): void {
    stack.uses -= 1;
    if (stack.uses === 0) this.#stacks.delete(stack.key);
  }
}
