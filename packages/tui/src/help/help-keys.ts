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
export const HELP_SCREENS = ['live', 'diff', 'flame', 'timeline', 'detail', 'why'] as const;
/** A key that does the same on so many screens is told once. */
const MOST_SCREENS = HELP_SCREENS.length - 1;

/** A key, and one thing that it does. */
export interface KeyUse {
  readonly key: string;
  readonly help: string;
  readonly group: KeyGroup;
  readonly modes: ReadonlySet<KeyMode>;
  /** On every screen, or on all but one. */
  readonly isShared: boolean;
}

/** Every key with everything that it does on some screen or elsewhere, in the order of the table. */
export function keyUses(options: HelpKeysOptions): readonly KeyUse[] {
  const uses = new Map<string, { key: string; help: string; group: KeyGroup; modes: Set<KeyMode> }>();
  for (const { keys, help, group, modes } of offered(options)) {
    for (const key of keys) {
      const id = `${key} ${help}`;
      const use = uses.get(id) ?? { key: keyLabel(key), help, group, modes: new Set() };
      uses.set(id, use);
      for (const mode of modes) use.modes.add(mode);
    }
  }
  return [...uses.values()].map((use) => ({
    ...use,
    isShared: HELP_SCREENS.filter((screen) => use.modes.has(screen)).length >= MOST_SCREENS,
  }));
}

/** The keys of a group that do the same on every screen, or on all but one that may have another use for them. */
export function sharedKeys(uses: readonly KeyUse[], group: KeyGroup): readonly HelpKey[] {
  return together(uses.filter((use) => use.group === group && use.isShared));
}

/** The keys that only this screen has, or few screens; those of all screens that it has another use for are among them. */
export function screenKeys(
  uses: readonly KeyUse[],
  screen: (typeof HELP_SCREENS)[number],
): readonly HelpKey[] {
  return together(uses.filter((use) => use.modes.has(screen) && !use.isShared));
}

/** The keys while something is asked or typed. */
export function asideKeys(
  options: HelpKeysOptions,
): readonly { readonly name: string; readonly keys: readonly HelpKey[] }[] {
  const bindings = offered(options).filter((binding) => !isOnScreen(binding));
  return ASIDES.filter(([, modes]) => !modes.includes('confirm') || (options.live && !options.readOnly))
    .map(([name, modes]) => ({
      name,
      keys: together(
        bindings
          .filter((binding) => binding.modes.some((mode) => modes.includes(mode)))
          .flatMap(({ keys, help }) => keys.map((key) => ({ key: keyLabel(key), help }))),
      ),
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
  return HELP_SCREENS.some((screen) => modes.includes(screen));
}

/** Keys that do the same stand together. */
function together(uses: readonly { readonly key: string; readonly help: string }[]): readonly HelpKey[] {
  const byHelp = new Map<string, Set<string>>();
  for (const { help, key } of uses) {
    const known = byHelp.get(help) ?? new Set<string>();
    byHelp.set(help, known);
    known.add(key);
  }
  return [...byHelp].map(([help, keys]) => ({ keys: [...keys].join(' '), help }));
}
