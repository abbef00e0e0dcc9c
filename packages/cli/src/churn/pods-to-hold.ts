import { HeaptideError, parseTarget, readPods } from '@heaptide/targets';
import type { CommandContext } from '../command.js';
import { type ClusterArguments, clusterReach } from '../target/cluster-options.js';
import { brokenPods } from './pods-held.js';

/** Pods as they were, to be looked at again. */
export interface HeldPods {
  /** What of them did not hold, a sentence each. Raw text. */
  broken(): Promise<readonly string[]>;
}

/**
 * Looks at the pods of a workload before a load.
 * @throws {HeaptideError} `HT_E_USAGE` for what is no workload; what `readPods` throws.
 */
export async function podsToHold(
  text: string,
  args: ClusterArguments,
  { env, signal }: Pick<CommandContext, 'env' | 'signal'>,
): Promise<HeldPods> {
  const target = parseTarget(text);
  if (target.kind !== 'workload')
    throw new HeaptideError('HT_E_USAGE', `--pods takes pod/NAME, deploy/NAME or the like, not "${text}"`);
  const read = () => readPods(target, { reach: clusterReach(args), env, signal });
  const before = await read();
  return { broken: async () => brokenPods(before, await read()) };
}
