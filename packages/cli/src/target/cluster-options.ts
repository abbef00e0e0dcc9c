import type { ReachOptions } from '@heaptide/targets';
import type { CommandOption } from '../command.js';

/** What kubectl is told, by flags of its own names. */
export interface ClusterArguments {
  readonly namespace: string | undefined;
  readonly context: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly as: string | undefined;
  readonly 'as-group': string[] | undefined;
}

/** Flags of {@link ClusterArguments}. */
export const CLUSTER_OPTIONS = {
  namespace: { alias: 'n', type: 'string', describe: 'namespace of the pod; that of kubectl by default' },
  context: { type: 'string', describe: 'context of the kubeconfig' },
  kubeconfig: { type: 'string', describe: 'kubeconfig file' },
  as: { type: 'string', describe: 'user to impersonate in the cluster' },
  'as-group': { type: 'string', multiple: true, describe: 'group to impersonate' },
} as const satisfies Record<string, CommandOption>;

/** The part of {@link ReachOptions} that is kubectl's. */
export function clusterReach(args: ClusterArguments): ReachOptions {
  const { namespace, context, kubeconfig, as, 'as-group': asGroup } = args;
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(context === undefined ? {} : { context }),
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(as === undefined ? {} : { as }),
    ...(asGroup === undefined ? {} : { asGroup }),
  };
}
