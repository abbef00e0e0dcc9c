import { type KeyBinding, type KeyCommand, type KeyMode, KEY_TABLE, type ScreenName } from './key-table.js';

export type KeyPress =
  | { readonly command: KeyCommand; /** Typed before the key, as in `10j`. */ readonly count?: number }
  | { readonly command: 'type'; readonly text: string };

export interface KeyFloor {
  /** What has the floor. */
  readonly mode: KeyMode;
  /** The screen behind it. */
  readonly screen: ScreenName;
}

const MOST = 99_999;
/** What asks for something in one line: any other key than an answer drops the question and does what it does. */
const QUESTIONS: ReadonlySet<KeyMode> = new Set(['confirm', 'export']);
const LINES: ReadonlySet<KeyMode> = new Set(['filter', 'note']);

/**
 * Turns key names into commands, one key at a time: the mode may change between two keys of one burst. A number repeats
 * the move after it; since 1 to 4 alone lead to the views, one that begins with these has a 0 before it: `9j`, `012j`.
 */
export class KeyMachine {
  readonly #bindings: ReadonlyMap<KeyMode, ReadonlyMap<string, KeyCommand>>;
  #count = '';

  /** @throws {Error} when a key is bound twice in one mode. */
  constructor(table: readonly KeyBinding[] = KEY_TABLE) {
    this.#bindings = index(table);
  }

  press(name: string, { mode, screen }: KeyFloor): KeyPress | undefined {
    const command = this.#bindings.get(mode)?.get(name);
    if (LINES.has(mode)) return command === undefined ? typed(name) : { command };
    if (mode === 'help') return { command: command ?? 'dismiss' };
    if (command !== undefined && this.#count === '') return { command };
    if (/^\d$/.test(name)) {
      this.#count = String(Math.min(MOST, Number(this.#count + name)));
      return undefined;
    }
    if (command !== undefined) return this.#withCount(command);
    if (QUESTIONS.has(mode)) return this.press(name, { mode: screen, screen }) ?? { command: 'dismiss' };
    this.#count = '';
    return undefined;
  }

  #withCount(command: KeyCommand): KeyPress {
    const count = Number(this.#count);
    // The count of `5gg` belongs to the second g.
    if (command !== 'ask-capture') this.#count = '';
    return count === 0 ? { command } : { command, count };
  }
}

function typed(name: string): KeyPress | undefined {
  const text = name === 'space' ? ' ' : name;
  return Array.from(text).length === 1 ? { command: 'type', text } : undefined;
}

function index(table: readonly KeyBinding[]): ReadonlyMap<KeyMode, ReadonlyMap<string, KeyCommand>> {
  const bound = new Map<KeyMode, Map<string, KeyCommand>>();
  for (const { modes, keys, command } of table) {
    for (const mode of modes) {
      const ofMode = bound.get(mode) ?? new Map<string, KeyCommand>();
      bound.set(mode, ofMode);
      for (const key of keys) {
        const other = ofMode.get(key);
        if (other !== undefined) throw new Error(`${key} is bound to ${other} and to ${command} in ${mode}`);
        ofMode.set(key, command);
      }
    }
  }
  return bound;
}
