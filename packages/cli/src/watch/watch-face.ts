import { HeaptideError } from '@heaptide/profile';
import { canShowScreen } from '@heaptide/tui';
import type { CommandContext, CommandOption } from '../command.js';
import { accessibleSwitch } from './accessible-switch.js';

export interface FaceArguments {
  readonly once: boolean;
  readonly json: boolean;
  readonly ndjson: boolean;
  readonly duration: string | undefined;
  readonly accessible: boolean | undefined;
}

/** Flags of {@link FaceArguments} that say what is printed instead of a screen. */
export const FACE_OPTIONS = {
  once: { type: 'boolean', default: false, describe: 'one capture, what it holds, and out' },
  json: {
    type: 'boolean',
    default: false,
    describe: 'with --once or --duration: one JSON document at the end (schema heaptide.growth/1)',
  },
  ndjson: {
    type: 'boolean',
    default: false,
    describe: 'one line of JSON per capture (schema heaptide.watch/1)',
  },
  duration: {
    type: 'string',
    describe: 'end after so long, such as 60s, with a result; prints lines, on a terminal too',
  },
} as const satisfies Record<string, CommandOption>;

/** How a watch is printed. */
export type PrintedFace =
  | { readonly kind: 'lines' | 'once' | 'json' | 'ndjson' }
  | { readonly kind: 'accessible'; readonly turnedOnBy: string };

/** How a watch shows itself. */
export type WatchFace = PrintedFace | { readonly kind: 'screen' };

/**
 * A screen on a terminal unless something else is asked for, lines elsewhere. What is asked for as data comes before the
 * accessible mode that the environment asks for, and excludes the one of the flag.
 * @throws {HeaptideError} `HT_E_USAGE` for flags that do not go together.
 */
export function watchFace(
  { once, json, ndjson, duration, accessible }: FaceArguments,
  { stdin, stdout, env }: Pick<CommandContext, 'stdin' | 'stdout' | 'env'>,
): WatchFace {
  if (json && ndjson) throw usage('either --json or --ndjson');
  if (once && duration !== undefined) throw usage('either --once or --duration');
  if (json && !once && duration === undefined) {
    throw usage('--json prints one document at the end: give --once or --duration, or take --ndjson');
  }
  const data = json ? 'json' : ndjson ? 'ndjson' : once ? 'once' : undefined;
  if (data !== undefined) {
    if (accessible === true) throw usage(`either --accessible or --${data}`);
    return { kind: data };
  }
  const turnedOnBy = accessibleSwitch(accessible, env);
  if (turnedOnBy !== undefined) return { kind: 'accessible', turnedOnBy };
  const isScreen = duration === undefined && stdin.isTTY && canShowScreen(stdout, env);
  return { kind: isScreen ? 'screen' : 'lines' };
}

function usage(message: string): HeaptideError {
  return new HeaptideError('HT_E_USAGE', message);
}
