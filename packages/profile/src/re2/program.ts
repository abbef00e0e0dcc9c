import type { Assertion, Node } from './node.js';
import type { Ranges } from './ranges.js';

/** Kinds of instruction; `a` and `b` are indexes of instructions unless something else is said. */
export const OP = {
  /** The text matches. */
  match: 0,
  /** Goes on at both. */
  split: 1,
  /** Goes on at `a` if assertion `b`, a bit, holds. */
  assert: 2,
  /** Consumes a code point of set `b`, then goes on at `a`. */
  set: 3,
} as const;

/** Bits of assertions. */
export const ASSERTION: Readonly<Record<Assertion, number>> = {
  beginText: 1,
  endText: 2,
  beginLine: 4,
  endLine: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
};

/** A pattern as a machine that may be at several instructions at once. */
export interface Program {
  readonly ops: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly start: number;
  readonly sets: readonly Ranges[];
  /** Bits of all assertions in it. */
  readonly assertions: number;
}

/** Translates a pattern. Recursion goes as deep as the pattern nests, which is bounded by its parser. */
export function compileProgram(node: Node): Program {
  const builder = new ProgramBuilder();
  const start = builder.emit(node, builder.add(OP.match, 0, 0));
  return builder.program(start);
}

class ProgramBuilder {
  #ops = new Uint8Array(64);
  #a = new Int32Array(64);
  #b = new Int32Array(64);
  #length = 0;
  #assertions = 0;
  readonly #sets: Ranges[] = [];
  readonly #setIds = new Map<Ranges, number>();

  program(start: number): Program {
    return {
      ops: this.#ops.slice(0, this.#length),
      a: this.#a.slice(0, this.#length),
      b: this.#b.slice(0, this.#length),
      start,
      sets: this.#sets,
      assertions: this.#assertions,
    };
  }

  add(op: number, a: number, b: number): number {
    const at = this.#length++;
    if (at === this.#ops.length) this.#grow();
    this.#ops[at] = op;
    this.#a[at] = a;
    this.#b[at] = b;
    return at;
  }

  /** Adds what matches the node and then goes on at `next`; gives where that begins. */
  emit(node: Node, next: number): number {
    switch (node.kind) {
      case 'empty':
        return next;
      case 'assertion':
        this.#assertions |= ASSERTION[node.assertion];
        return this.add(OP.assert, next, ASSERTION[node.assertion]);
      case 'set':
        return this.add(OP.set, next, this.#setId(node.ranges));
      case 'group':
        return this.emit(node.part, next);
      case 'sequence':
        return node.parts.reduceRight((after, part) => this.emit(part, after), next);
      case 'choice':
        return node.parts
          .map((part) => this.emit(part, next))
          .reduceRight((others, one) => this.add(OP.split, one, others));
      case 'repeat':
        return this.#emitRepeat(node.part, node.min, node.max, next);
    }
  }

  #emitRepeat(part: Node, min: number, max: number, next: number): number {
    let start = next;
    let copies = min;
    if (max === Infinity) {
      const loop = this.add(OP.split, 0, next);
      const body = this.emit(part, loop);
      this.#a[loop] = body;
      // One or more: the body is a copy itself.
      start = min === 0 ? loop : body;
      copies = Math.max(0, min - 1);
    } else {
      for (let i = min; i < max; i++) start = this.add(OP.split, this.emit(part, start), next);
    }
    for (let i = 0; i < copies; i++) start = this.emit(part, start);
    return start;
  }

  #setId(ranges: Ranges): number {
    let id = this.#setIds.get(ranges);
    if (id === undefined) {
      id = this.#sets.push(ranges) - 1;
      this.#setIds.set(ranges, id);
    }
    return id;
  }

  #grow(): void {
    const grow = (column: Int32Array) => {
      const larger = new Int32Array(column.length * 2);
      larger.set(column);
      return larger;
    };
    const ops = new Uint8Array(this.#ops.length * 2);
    ops.set(this.#ops);
    this.#ops = ops;
    this.#a = grow(this.#a);
    this.#b = grow(this.#b);
  }
}
