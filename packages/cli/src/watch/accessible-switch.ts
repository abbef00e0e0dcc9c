import type { CommandOption } from '../command.js';

export const ACCESSIBLE_OPTION = {
  type: 'boolean',
  describe: 'for a screen reader: sentences, and commands typed with Enter; ACCESSIBLE=1 asks for it too',
} as const satisfies CommandOption;

const OFF = new Set(['', '0', 'false']);

/**
 * What turned the accessible mode on, or `undefined` where it is off. `flag` is absent where the command line and its twin
 * in the environment say nothing; either way it outranks ACCESSIBLE.
 */
export function accessibleSwitch(flag: boolean | undefined, env: NodeJS.ProcessEnv): string | undefined {
  const { ACCESSIBLE, HEAPTIDE_ACCESSIBLE } = env;
  if (flag === false) return undefined;
  if (flag === true) {
    return HEAPTIDE_ACCESSIBLE === undefined || HEAPTIDE_ACCESSIBLE === ''
      ? '--accessible'
      : 'HEAPTIDE_ACCESSIBLE or --accessible';
  }
  if (ACCESSIBLE === undefined || OFF.has(ACCESSIBLE.trim().toLowerCase())) return undefined;
  return 'ACCESSIBLE in the environment';
}
