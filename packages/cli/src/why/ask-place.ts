import { type ReachedProcess, whyAskerOf, type WhyAskerOptions } from '@heaptide/targets';
import type { WhyAnswer } from '@heaptide/why';
import type { CommandContext } from '../command.js';
import type { SourceMapping } from '../views/source-mapping.js';
import { talkTo } from '../views/talk.js';
import { mapAnswer } from './map-answer.js';
import type { SitePlace } from './site-places.js';

export interface AskOptions extends Pick<WhyAskerOptions, 'timeoutMs' | 'program' | 'isBusy' | 'output'> {
  readonly mapping: Pick<SourceMapping, 'file' | 'frame'>;
  readonly unit: string | undefined;
  readonly collect: boolean;
  /** Tells each step, too. */
  readonly verbose: boolean;
  /** Ends the question, besides the interruption of the command. */
  readonly ends?: AbortSignal;
}

/**
 * Asks a process who retains what a function makes, with a line on stderr, and gives the answer in the names of the sources.
 * @throws {HeaptideError} as a `WhyAsker` does.
 */
export async function askPlace(
  reached: Pick<ReachedProcess, 'name' | 'address'>,
  { asked: site, shown }: SitePlace,
  { mapping, unit, collect, verbose, ends, ...asking }: AskOptions,
  context: Pick<CommandContext, 'stderr' | 'signal' | 'env'>,
): Promise<WhyAnswer> {
  const talk = talkTo(context);
  const { env, signal } = context;
  const asker = await whyAskerOf(reached, { ...asking, token: env.HEAPTIDE_WHY_TOKEN });
  talk(`heaptide: asking ${reached.name} who keeps what ${shown.function} makes: it takes a few seconds`);
  const answer = await asker.ask({
    site,
    collect,
    signal: ends === undefined ? signal : AbortSignal.any([signal, ends]),
    ...(unit === undefined ? {} : { unit }),
    ...(verbose ? { onStep: (step) => talk(`heaptide: ${step}`) } : {}),
  });
  return mapAnswer(answer, shown, mapping);
}
