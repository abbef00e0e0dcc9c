import { type KeyBinding, type KeyCommand, type KeyGroup, type KeyMode } from '../keys/key-table.js';
import { keyLabel } from '../keys/help-bar.js';

/** What to show of a key table. */
export interface HelpKeysOptions {
  readonly table: readonly KeyBinding[];
  /** Keys that cost the watched process something are left out. */
  readonly readOnly: boolean;
  /** Otherwise keys of use only while captures come in are left out. */
  readonly live: boolean;
}

export interface HelpKey {
  /** As written for people, one blank between two. */
  readonly keys: string;
  readonly help: string;
}

/** Modes in which a line is typed or a question waits, and what they are called on the page. */
const ASIDES: readonly (readonly [name: string, modes: readonly KeyMode[]])[] = [
  ['typing', ['filter', 'note']],
  ['question', ['confirm']],
  ['e, then', ['export']],
];
const SCREENS: ReadonlySet<KeyMode> = new Set(['live', 'diff', 'flame', 'timeline', 'detail']);

/** The keys of all screens in one group, in the order of the table; those that do the same stand together. */
export function helpKeys(options: HelpKeysOptions, group: KeyGroup): readonly HelpKey[] {
  return together(offered(options).filter((binding) => isOnScreen(binding) && binding.group === group));
}

/** The keys while something is asked or typed. */
export function asideKeys(
  options: HelpKeysOptions,
): readonly { readonly name: string; readonly keys: readonly HelpKey[] }[] {
  const bindings = offered(options).filter((binding) => !isOnScreen(binding));
  return ASIDES.filter(([, modes]) => !modes.includes('confirm') || (options.live && !options.readOnly))
    .map(([name, modes]) => ({
      name,
      keys: together(bindings.filter((binding) => binding.modes.some((mode) => modes.includes(mode)))),
    }))
    .filter(({ keys }) => keys.length > 0);
}

/** The first key of a command, as written for people; `undefined` where it is not offered. */
export function keyOf(options: HelpKeysOptions, command: KeyCommand): string | undefined {
  const key = offered(options).find((binding) => binding.command === command)?.keys[0];
  return key === undefined ? undefined : keyLabel(key);
}

function offered({ table, readOnly, live }: HelpKeysOptions): readonly KeyBinding[] {
  return table.filter((binding) => !(readOnly && binding.costly === true) && (live || binding.live !== true));
}

function isOnScreen({ modes }: KeyBinding): boolean {
  return modes.some((mode) => SCREENS.has(mode));
}

function together(bindings: readonly KeyBinding[]): readonly HelpKey[] {
  const byHelp = new Map<string, Set<string>>();
  for (const { help, keys } of bindings) {
    const known = byHelp.get(help) ?? new Set<string>();
    byHelp.set(help, known);
    for (const key of keys) known.add(keyLabel(key));
  }
  return [...byHelp].map(([help, keys]) => ({ keys: [...keys].join(' '), help }));
}
