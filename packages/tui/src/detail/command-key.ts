import { type KeyCommand, KEY_TABLE } from '../keys/key-table.js';

/** The key that gives a command on this screen, as the key table has it; `undefined` where it gives none. */
export function commandKey(command: KeyCommand): string | undefined {
  return KEY_TABLE.find((binding) => binding.command === command && binding.modes.includes('detail'))
    ?.keys[0];
}
