import {
  connectProcess,
  HeaptideError,
  isLive,
  type LiveProcess,
  parseTarget,
  type ReachedProcess,
  reachTarget,
} from '@heaptide/targets';
import type { CommandContext } from '../command.js';
import { parseDuration } from '../duration.js';
import { reachSettings, type TargetArguments } from './target-options.js';

/** What opening a live target takes of a command line. */
export interface LiveArguments extends TargetArguments {
  /** Bound on one capture, as typed. */
  readonly timeout: string;
}

/**
 * Does `use` with the way to the process that `text` names; it is closed whatever ends `use`.
 * @throws {HeaptideError} `HT_E_USAGE` for a target that is no process, told by `verb`; what `reachTarget` and `use` throw.
 */
export async function withReachedProcess<T>(
  text: string,
  verb: string,
  args: TargetArguments,
  context: Pick<CommandContext, 'stderr' | 'signal' | 'env'>,
  use: (reached: ReachedProcess) => Promise<T>,
): Promise<T> {
  const target = parseTarget(text);
  if (!isLive(target))
    throw new HeaptideError('HT_E_USAGE', `${verb} reads a live process: "${text}" is a file or a directory`);
  const reached = await reachTarget(target, { ...reachSettings(args, context), name: text });
  try {
    return await use(reached);
  } finally {
    await reached.close();
  }
}

/**
 * Does `use` with the process behind what was reached; the connection is closed whatever ends `use`.
 * @throws {HeaptideError} what `connectProcess` and `use` throw.
 */
export async function withConnection<T>(
  { address }: Pick<ReachedProcess, 'address'>,
  { timeout }: Pick<LiveArguments, 'timeout'>,
  use: (process: LiveProcess) => Promise<T>,
): Promise<T> {
  const process = await connectProcess(address, { timeoutMs: parseDuration(timeout) });
  try {
    return await use(process);
  } finally {
    await process.close();
  }
}

/** {@link withReachedProcess} and {@link withConnection} in one. */
export function withLiveProcess<T>(
  text: string,
  verb: string,
  args: LiveArguments,
  context: Pick<CommandContext, 'stderr' | 'signal' | 'env'>,
  use: (process: LiveProcess) => Promise<T>,
): Promise<T> {
  return withReachedProcess(text, verb, args, context, (reached) => withConnection(reached, args, use));
}
