import type { SnapshotAction } from './snapshot-action.js';

/** The actions in the order of the help. Each is loaded when it is asked for. */
export const SNAPSHOT_ACTIONS: Readonly<Record<string, () => Promise<SnapshotAction>>> = {
  open: async () => (await import('./actions/open.js')).openAction,
  top: async () => (await import('./actions/top.js')).topAction,
  summary: async () => (await import('./actions/summary.js')).summaryAction,
  suspects: async () => (await import('./actions/suspects.js')).suspectsAction,
  path: async () => (await import('./actions/path.js')).pathAction,
  dominators: async () => (await import('./actions/dominators.js')).dominatorsAction,
  nodes: async () => (await import('./actions/nodes.js')).nodesAction,
  diff: async () => (await import('./actions/diff.js')).diffAction,
  growth: async () => (await import('./actions/growth.js')).growthAction,
  census: async () => (await import('./actions/census.js')).censusAction,
  query: async () => (await import('./actions/query.js')).queryAction,
  scrub: async () => (await import('./actions/scrub.js')).scrubAction,
  take: async () => (await import('./actions/take.js')).takeAction,
  pprof: async () => (await import('./actions/pprof.js')).pprofAction,
};
