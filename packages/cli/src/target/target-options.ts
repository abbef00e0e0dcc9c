import {
  HeaptideError,
  type ReachOptions,
  type ReachSettings,
  selectorText,
  TRANSPORT_CHOICES,
} from '@heaptide/targets';
import type { CommandContext, CommandOption, CommandPositional } from '../command.js';
import { parseDuration } from '../duration.js';
import { talkTo } from '../views/talk.js';
import { CLUSTER_OPTIONS, type ClusterArguments, clusterReach } from './cluster-options.js';

/** What every verb takes that reads a target, for those that are in a cluster or have no agent. */
export interface TargetArguments extends ClusterArguments {
  readonly selector: string | undefined;
  readonly container: string | undefined;
  readonly transport: string;
  readonly attach: boolean;
  readonly window: string;
  readonly 'allow-debug-container': boolean;
}

/** A process; `-l` may stand in its place. */
export const LIVE_TARGET: CommandPositional = {
  type: 'string',
  describe: 'http://HOST:PORT, pod/NAME, svc/NAME, deploy/NAME, pid:N or inspect://HOST:PORT',
};

/** Flags of {@link TargetArguments}. */
export const TARGET_OPTIONS = {
  selector: { alias: 'l', type: 'string', describe: 'pods by their labels, in place of a target: app=web' },
  container: { alias: 'c', type: 'string', describe: 'container of a pod that has several' },
  ...CLUSTER_OPTIONS,
  transport: {
    type: 'string',
    default: 'auto',
    choices: TRANSPORT_CHOICES,
    describe: `how bytes get into a pod: ${TRANSPORT_CHOICES.join(', ')}`,
  },
  attach: {
    type: 'boolean',
    default: false,
    describe: 'go by the inspector, for a pod whose process has no agent; pid:N does so anyway',
  },
  window: {
    type: 'string',
    default: '2s',
    describe: 'how long an attached process is sampled for before the first capture',
  },
  'allow-debug-container': {
    type: 'boolean',
    default: false,
    describe: 'with --attach: add an ephemeral container to a pod that has nothing to signal with; it stays',
  },
} as const satisfies Record<string, CommandOption>;

/** Data that say how to reach a target. */
export function reachOptions(args: TargetArguments): ReachOptions {
  const { container, transport } = args;
  return {
    ...clusterReach(args),
    ...(container === undefined ? {} : { container }),
    // `choices` has been held against it.
    transport: transport as ReachOptions['transport'] & string,
    attach: args.attach,
    allowDebugContainer: args['allow-debug-container'],
    windowMs: parseDuration(args.window),
  };
}

/** All that reaching a target takes of a command; what a person should know goes to stderr. */
export function reachSettings(
  args: TargetArguments,
  context: Pick<CommandContext, 'stderr' | 'signal' | 'env'>,
): ReachSettings {
  const { env, signal } = context;
  const talk = talkTo(context);
  return { reach: reachOptions(args), env, signal, note: (line) => talk(`heaptide: ${line}`) };
}

/**
 * The targets of a verb: those that are named, or the pods that `--selector` picks.
 * @throws {HeaptideError} `HT_E_USAGE` where neither or both are there.
 */
export function targetsOf(
  named: readonly string[] | string | undefined,
  { selector }: Pick<TargetArguments, 'selector'>,
): readonly [string, ...string[]] {
  const [first, ...others] = [named ?? []].flat();
  if (selector === undefined) {
    if (first === undefined)
      throw new HeaptideError('HT_E_USAGE', 'Missing argument: target (see heaptide --help)');
    return [first, ...others];
  }
  if (first !== undefined) throw new HeaptideError('HT_E_USAGE', `either a target (${first}) or --selector`);
  return [selectorText(selector)];
}
