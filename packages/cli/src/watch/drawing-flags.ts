import {
  type ColorWish,
  type DrawingStyleOptions,
  knows256Colors,
  type Theme,
  THEMES,
  wantsAscii,
  wantsColor,
} from '@heaptide/tui';
import type { CommandOption } from '../command.js';

export interface DrawingArguments {
  readonly color: ColorWish;
  readonly theme: Theme;
  readonly ascii: boolean | undefined;
}

/** Flags of {@link DrawingArguments}. */
export const DRAWING_OPTIONS = {
  color: {
    type: 'string',
    choices: ['auto', 'always', 'never'] satisfies ColorWish[],
    default: 'auto',
    describe: 'auto: on a terminal, as NO_COLOR and FORCE_COLOR have it; or always, never',
  },
  theme: {
    type: 'string',
    choices: THEMES,
    default: 'default',
    describe: 'default: the colours of the terminal; cb: blue and orange; mono: signs and words only',
  },
  ascii: { type: 'boolean', describe: 'draw with ASCII only; by itself where the locale is not UTF-8' },
} as const satisfies Record<string, CommandOption>;

/** What is asked for on the command line outranks what the environment says of the terminal. */
export function resolveDrawing(
  { color, theme, ascii }: DrawingArguments,
  stdout: { readonly isTTY?: boolean },
  env: NodeJS.ProcessEnv,
): Required<DrawingStyleOptions> {
  return {
    color: wantsColor(stdout, env, color),
    colors: knows256Colors(env) ? 256 : 16,
    theme,
    ascii: ascii ?? wantsAscii(env),
  };
}
