import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';
import type { EngineState } from '../engine/watch-engine.js';
import { type DiffSides, type SideCommand, stepSide } from './step-side.js';
import { whyNotComparable } from './why-not-comparable.js';

export interface ComparedEntries {
  readonly a: CaptureEntry | undefined;
  readonly b: CaptureEntry | undefined;
}

const COMMANDS: ReadonlySet<string> = new Set(['a-earlier', 'a-later', 'b-earlier', 'b-later', 'swap']);

/**
 * Which two captures are compared, in every view that compares. Until the user chooses, what is newest with the baseline,
 * or with the first capture that it can be compared with.
 */
export class ComparedSides {
  #chosen: DiffSides | undefined;

  choose(a: CaptureNumber, b: CaptureNumber): void {
    this.#chosen = { a, b };
  }

  /** B is the newest capture again. */
  follow(): void {
    this.#chosen = undefined;
  }

  of(state: Pick<EngineState, 'entries' | 'baseline'>): ComparedEntries {
    const { entries } = state;
    const chosen = this.#chosen && entriesOf(entries, this.#chosen);
    if (chosen?.a !== undefined && chosen.b !== undefined) return chosen;
    this.#chosen = undefined;
    return newest(state);
  }

  /** Whether the command was one for the sides. */
  press(command: string, state: Pick<EngineState, 'entries' | 'baseline'>): boolean {
    if (!COMMANDS.has(command)) return false;
    const { a, b } = this.of(state);
    if (a === undefined || b === undefined) return true;
    const sides = stepSide(state.entries, { a: a.number, b: b.number }, command as SideCommand);
    if (sides !== undefined) this.#chosen = sides;
    return true;
  }
}

function newest({ entries, baseline }: Pick<EngineState, 'entries' | 'baseline'>): ComparedEntries {
  const b = entries.at(-1);
  if (b === undefined) return { a: undefined, b };
  const comparable = entries.filter((entry) => whyNotComparable(entry, b) === undefined);
  return { a: comparable.find(({ number }) => number === baseline) ?? comparable[0], b };
}

function entriesOf(entries: readonly CaptureEntry[], { a, b }: DiffSides): ComparedEntries {
  const find = (wanted: CaptureNumber) => entries.find(({ number }) => number === wanted);
  return { a: find(a), b: find(b) };
}
