import { WORD } from './named-sets.js';
import { ASSERTION, OP, type Program } from './program.js';
import { rangesHave } from './ranges.js';

/** Stands for the end of the text in place of a code point. */
export const END = -1;

const { beginText, endText, beginLine, endLine, wordBoundary, noWordBoundary } = ASSERTION;
const BOUNDARIES = wordBoundary | noWordBoundary;

/** What must be known of the code point before: whether there is one, whether it ends a line or belongs to a word. */
export const BEFORE = { nothing: 1, newline: 2, word: 4 } as const;

/** Runs a program by one code point from all instructions at which it may be. */
export class Closure {
  readonly #program: Program;
  /** `BEFORE` bits that the program asks about. */
  readonly #asked: number;
  /** Instructions reached in this run have its number. */
  readonly #reached: Uint32Array;
  readonly #entered: Uint32Array;
  readonly #pending: Int32Array;
  #run = 0;
  /** Instructions visited so far. */
  work = 0;

  constructor(program: Program) {
    const { assertions, ops } = program;
    this.#program = program;
    this.#asked =
      (assertions & (beginText | beginLine) ? BEFORE.nothing : 0) |
      (assertions & beginLine ? BEFORE.newline : 0) |
      (assertions & BOUNDARIES ? BEFORE.word : 0);
    this.#reached = new Uint32Array(ops.length);
    this.#entered = new Uint32Array(ops.length);
    this.#pending = new Int32Array(ops.length);
  }

  /** The context at the beginning of the text, or after a code point. */
  context(before: number | undefined): number {
    if (before === undefined) return BEFORE.nothing & this.#asked;
    return ((before === 0x0a ? BEFORE.newline : 0) | (isWord(before) ? BEFORE.word : 0)) & this.#asked;
  }

  /** Whether the program can go on, or end, only at the beginning of the text. */
  isAnchored(): boolean {
    const { ops, start } = this.#program;
    const count = this.#reach([start], endText | beginLine | endLine | BOUNDARIES);
    for (let i = 0; i < count; i++) {
      const op = ops[this.#pending[i]!];
      if (op === OP.set || op === OP.match) return false;
    }
    return true;
  }

  /**
   * Where the program is after `next`, a code point or {@link END}, in ascending order; `undefined` if it matched before.
   * `from`: where it was; `context`: what {@link context} gave for the code point before.
   */
  step(from: Iterable<number>, context: number, next: number): Int32Array | undefined {
    const { ops, a, b, sets } = this.#program;
    const count = this.#reach(from, holding(context, next));
    const entered: number[] = [];
    for (let i = 0; i < count; i++) {
      const at = this.#pending[i]!;
      if (ops[at] === OP.match) return undefined;
      if (next === END || ops[at] !== OP.set || this.#entered[a[at]!] === this.#run) continue;
      if (!rangesHave(sets[b[at]!]!, next)) continue;
      this.#entered[a[at]!] = this.#run;
      entered.push(a[at]!);
    }
    return Int32Array.from(entered).sort();
  }

  /** Fills `#pending` with all that is reached from `from` without a code point, if these assertions hold. */
  #reach(from: Iterable<number>, assertions: number): number {
    const { ops, a, b } = this.#program;
    const pending = this.#pending;
    const reached = this.#reached;
    const run = ++this.#run;
    let count = 0;
    const add = (at: number): void => {
      if (reached[at] === run) return;
      reached[at] = run;
      pending[count++] = at;
    };
    for (const at of from) add(at);
    for (let i = 0; i < count; i++) {
      const at = pending[i]!;
      if (ops[at] === OP.split) {
        add(a[at]!);
        add(b[at]!);
      } else if (ops[at] === OP.assert && (b[at]! & assertions) !== 0) {
        add(a[at]!);
      }
    }
    this.work += count;
    return count;
  }
}

/** Bits of the assertions that hold between what is before and what is next. */
function holding(context: number, next: number): number {
  const atBoundary = ((context & BEFORE.word) !== 0) !== (next !== END && isWord(next));
  return (
    (context & BEFORE.nothing ? beginText | beginLine : 0) |
    (context & BEFORE.newline ? beginLine : 0) |
    (next === END ? endText | endLine : 0) |
    (next === 0x0a ? endLine : 0) |
    (atBoundary ? wordBoundary : noWordBoundary)
  );
}

function isWord(codePoint: number): boolean {
  return rangesHave(WORD, codePoint);
}
