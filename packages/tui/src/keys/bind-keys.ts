import type { KeyBinding, KeyCommand, KeyMode } from './key-binding.js';

export type KeyRow = readonly [keys: string, command: KeyCommand, help: string, bar?: string];

/** Bindings of one group in the same modes, a row each; keys of a row are separated by blanks. */
export function bindKeys(
  modes: readonly KeyMode[],
  group: KeyBinding['group'],
  rows: readonly KeyRow[],
): readonly KeyBinding[] {
  return rows.map(([keys, command, help, bar]) => ({
    modes,
    keys: keys.split(' '),
    command,
    group,
    help,
    ...(bar === undefined ? {} : { bar }),
  }));
}
