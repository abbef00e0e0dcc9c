import { HeaptideError } from '../heaptide-error.js';
import { Alphabet } from './alphabet.js';
import { Closure, END } from './closure.js';
import type { Program } from './program.js';

/** Transitions, and instructions in all states together, that the table may hold before it is emptied and begun anew. */
const ROOM = 1 << 20;
/**
 * Work to allow for states that are not in the table yet, in visited instructions: some seconds. A pattern that needs a
 * new state for nearly every character takes time proportional to its own length for each.
 */
const MOST_WORK = 3e8;
/** The same for each character read, so that what is searched for days does not use up its allowance. */
const WORK_PER_CHARACTER = 50;
/** What it costs to sort and name a state, per instruction in it, beside visiting it. */
const STATE_WORK = 16;

const UNKNOWN = 0;
const MATCHED = 1;
const DEAD = 2;
const FIRST = 3;

/**
 * Finds whether a text has a match, in time proportional to its length: a deterministic machine whose states, each a set
 * of instructions of the program, are made when a text first needs them (R. Cox, "Regular Expression Matching in the
 * Wild"). The table is bounded: when full it is emptied.
 */
export class LazyDfa {
  readonly #source: string;
  readonly #room: number;
  readonly #program: Program;
  readonly #alphabet: Alphabet;
  readonly #closure: Closure;
  readonly #anchored: boolean;
  /** Letters of ASCII, and after them the end of the text. */
  readonly #width: number;
  /** Next states by state, from `FIRST` on, and letter. */
  #table: Int32Array;
  /** The same for letters beyond ASCII, by `state * 2^21 + letter`. */
  readonly #beyondAscii = new Map<number, number>();
  readonly #states: State[] = [];
  readonly #numbers = new Map<string, number>();
  /** State at the beginning of a text; `undefined` while the table has none. */
  #startState: number | undefined;
  #instructions = 0;
  #work = 0;
  #charactersRead = 0;

  /** `source`: the pattern, for the error of a search that takes too long. */
  constructor(program: Program, source: string, room = ROOM) {
    this.#source = source;
    this.#room = room;
    this.#program = program;
    this.#alphabet = new Alphabet(program);
    this.#closure = new Closure(program);
    this.#anchored = this.#closure.isAnchored();
    this.#width = this.#alphabet.asciiLetters + 1;
    this.#table = new Int32Array(16 * this.#width);
  }

  test(text: string): boolean {
    const ascii = this.#alphabet.ascii;
    const width = this.#width;
    this.#charactersRead += text.length;
    let state = (this.#startState ??= this.#state(Int32Array.of(this.#program.start), undefined));
    let table = this.#table;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      let next: number;
      if (unit < 128) {
        const letter = ascii[unit]!;
        next = table[(state - FIRST) * width + letter]!;
        if (next === UNKNOWN) {
          next = this.#next(state, letter);
          table = this.#table;
        }
      } else {
        const codePoint = text.codePointAt(i)!;
        if (codePoint > 0xffff) i++;
        next = this.#next(state, this.#alphabet.letter(codePoint));
        table = this.#table;
      }
      if (next < FIRST) return next === MATCHED;
      state = next;
    }
    return this.#atEnd(state);
  }

  #atEnd(state: number): boolean {
    const entry = (state - FIRST) * this.#width + this.#width - 1;
    if (this.#table[entry] === UNKNOWN) {
      const { instructions, context } = this.#states[state - FIRST]!;
      this.#table[entry] = this.#closure.step(instructions, context, END) === undefined ? MATCHED : DEAD;
      this.#account(0);
    }
    return this.#table[entry] === MATCHED;
  }

  /** The state after `letter`, from the table or made now. Emptying the table makes all state numbers but this void. */
  #next(from: number, letter: number): number {
    const inTable = letter < this.#alphabet.asciiLetters;
    const entry = (from - FIRST) * this.#width + letter;
    const wideEntry = from * 2 ** 21 + letter;
    const known = inTable ? this.#table[entry]! : (this.#beyondAscii.get(wideEntry) ?? UNKNOWN);
    if (known !== UNKNOWN) return known;
    const { instructions, context } = this.#states[from - FIRST]!;
    const example = this.#alphabet.example(letter);
    const reached = this.#closure.step(instructions, context, example);
    const emptied = this.#makeRoom();
    const next = this.#afterStep(reached, example);
    this.#account(reached === undefined ? 0 : reached.length);
    if (emptied) return next;
    if (inTable) this.#table[entry] = next;
    else this.#beyondAscii.set(wideEntry, next);
    return next;
  }

  #afterStep(reached: Int32Array | undefined, before: number): number {
    if (reached === undefined) return MATCHED;
    if (this.#anchored) return reached.length === 0 ? DEAD : this.#state(reached, before);
    return this.#state(this.#withStart(reached), before);
  }

  /** A match may begin anywhere. */
  #withStart(instructions: Int32Array): Int32Array {
    const { start } = this.#program;
    if (instructions.includes(start)) return instructions;
    const more = new Int32Array(instructions.length + 1);
    more.set(instructions);
    more[instructions.length] = start;
    return more.sort();
  }

  /** The number of the state, which is made if there is none. */
  #state(instructions: Int32Array, before: number | undefined): number {
    const context = this.#closure.context(before);
    const key = `${context}:${instructions.join()}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#states.push({ instructions, context }) - 1 + FIRST;
    this.#numbers.set(key, number);
    this.#instructions += instructions.length;
    if (this.#states.length * this.#width > this.#table.length) {
      const larger = new Int32Array(this.#table.length * 2);
      larger.set(this.#table);
      this.#table = larger;
    }
    return number;
  }

  /** Empties a table that is full; says whether it did. */
  #makeRoom(): boolean {
    const entries = this.#states.length * this.#width + this.#beyondAscii.size;
    if (entries < this.#room && this.#instructions < this.#room) return false;
    this.#states.length = 0;
    this.#startState = undefined;
    this.#numbers.clear();
    this.#beyondAscii.clear();
    this.#table.fill(UNKNOWN);
    this.#instructions = 0;
    return true;
  }

  #account(instructions: number): void {
    this.#work += instructions * STATE_WORK;
    const allowed = MOST_WORK + this.#charactersRead * WORK_PER_CHARACTER;
    if (this.#work + this.#closure.work <= allowed) return;
    throw new HeaptideError('HT_E_BAD_REGEXP', `regexp takes too long to match: \`${this.#source}\``);
  }
}

interface State {
  readonly instructions: Int32Array;
  /** What {@link Closure.context} gave for the code point before. */
  readonly context: number;
}
