import { HeaptideError, holdExactSites, type LiveProcess } from '@heaptide/targets';
import type { CommandContext, CommandOption } from './command.js';

/** What every verb takes that reads a live process for a while. */
export interface ExactSitesArguments {
  readonly exact: boolean;
  readonly interval: string | undefined;
}

/** Flags of {@link ExactSitesArguments}. */
export const EXACT_SITES_OPTIONS = {
  exact: {
    type: 'boolean',
    default: false,
    describe: 'meanwhile turn JIT inlining off, so that bytes stand under their function (costs it CPU)',
  },
  interval: {
    type: 'string',
    describe: 'with --exact: mean bytes between two samples meanwhile, such as 16384',
  },
} as const satisfies Record<string, CommandOption>;

const INTERVAL = { least: 4096, most: 16 * 2 ** 20 };

/**
 * Does `use`, with exact sites in the process if they are asked for: they end with it, whatever it
 * ends by. Tells on stderr what they cost and until when they last.
 * @throws {HeaptideError} `HT_E_USAGE`, and as `holdExactSites` and `use` do.
 */
export async function withExactSites<T>(
  live: Pick<LiveProcess, 'name' | 'exactSites'>,
  { exact, interval }: ExactSitesArguments,
  { stderr, signal }: Pick<CommandContext, 'stderr' | 'signal'>,
  use: () => Promise<T>,
): Promise<T> {
  if (!exact) return use();
  const bytes = parseInterval(interval);
  const held = await holdExactSites(live, {
    signal,
    ...(bytes === undefined ? {} : { interval: bytes }),
  });
  const { safeText } = await import('@heaptide/report');
  const { always, cost = 'at a cost that it does not tell' } = held.state;
  const where = safeText(live.name);
  stderr.write(
    always
      ? `${where} was started with exact sites; nothing was changed\n`
      : `exact sites are on in ${where} until ${clockTime(held.state.until)}, prolonged as long as this runs: ${safeText(cost)}\n`,
  );
  try {
    return await use();
  } finally {
    const told = await held.end();
    if (!told)
      stderr.write(
        `${where} cannot be told to end exact sites: they end at ${clockTime(held.state.until)}\n`,
      );
    else if (!always) stderr.write(`exact sites are off again in ${where}\n`);
  }
}

/** `auto`, as the twin in the environment may say to the agent, leaves it to the process. */
function parseInterval(text: string | undefined): number | undefined {
  if (text === undefined || text === 'auto') return undefined;
  const bytes = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  const { least, most } = INTERVAL;
  if (bytes >= least && bytes <= most) return bytes;
  throw new HeaptideError('HT_E_USAGE', `--interval takes bytes from ${least} to ${most}, not "${text}"`);
}

function clockTime(until: string | undefined): string {
  return until === undefined
    ? 'the end of the process'
    : new Date(until).toISOString().slice(11, 19) + ' UTC';
}
