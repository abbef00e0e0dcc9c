import { type KeyBinding, type KeyCommand, type KeyMode, KEY_TABLE } from './key-table.js';

export type KeyPress =
  | { readonly command: KeyCommand; /** Typed before the key, as in `10j`. */ readonly count?: number }
  | { readonly command: 'type'; readonly text: string };

const MOST = 99_999;

/** Turns key names into commands, one key at a time: the mode may change between two keys of one burst. */
export class KeyMachine {
  readonly #bindings: ReadonlyMap<KeyMode, ReadonlyMap<string, KeyCommand>>;
  #count = '';

  /** @throws {Error} when a key is bound twice in one mode. */
  constructor(table: readonly KeyBinding[] = KEY_TABLE) {
    this.#bindings = index(table);
  }

  press(name: string, mode: KeyMode): KeyPress | undefined {
    const command = this.#bindings.get(mode)?.get(name);
    if (mode === 'filter') return command === undefined ? typed(name) : { command };
    if (mode === 'help') return { command: command ?? 'dismiss' };
    if (command !== undefined) return this.#withCount(command);
    if (mode === 'confirm') return this.press(name, 'table') ?? { command: 'dismiss' };
    if (/^\d$/.test(name) && this.#count + name !== '0') {
      this.#count = String(Math.min(MOST, Number(this.#count + name)));
      return undefined;
    }
    this.#count = '';
    return undefined;
  }

  #withCount(command: KeyCommand): KeyPress {
    const count = this.#count;
    // The count of `5gg` belongs to the second g.
    if (command !== 'ask-capture') this.#count = '';
    return count === '' ? { command } : { command, count: Number(count) };
  }
}

function typed(name: string): KeyPress | undefined {
  const text = name === 'space' ? ' ' : name;
  return Array.from(text).length === 1 ? { command: 'type', text } : undefined;
}

function index(table: readonly KeyBinding[]): ReadonlyMap<KeyMode, ReadonlyMap<string, KeyCommand>> {
  const modes = new Map<KeyMode, Map<string, KeyCommand>>();
  for (const { mode, keys, command } of table) {
    const bound = modes.get(mode) ?? new Map<string, KeyCommand>();
    modes.set(mode, bound);
    for (const key of keys) {
      const other = bound.get(key);
      if (other !== undefined) throw new Error(`${key} is bound to ${other} and to ${command} in ${mode}`);
      bound.set(key, command);
    }
  }
  return modes;
}
