import type { Command } from './command.js';

/** A command whatever its arguments are. */
export type AnyCommand = Command<never>;

/** The verbs in the order of the help. Each is loaded when it is asked for, since most pull in a package of their own. */
export const VERBS: Readonly<Record<string, () => Promise<AnyCommand>>> = {
  watch: async () => (await import('./commands/watch.js')).watchCommand,
  run: async () => (await import('./commands/run.js')).runCommand,
  open: async () => (await import('./commands/open.js')).openCommand,
  growth: async () => (await import('./commands/growth.js')).growthCommand,
  why: async () => (await import('./commands/why.js')).whyCommand,
  capture: async () => (await import('./commands/capture.js')).captureCommand,
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand,
  forward: async () => (await import('./commands/forward.js')).forwardCommand,
  diff: async () => (await import('./commands/diff.js')).diffCommand,
  check: async () => (await import('./commands/check.js')).checkCommand,
  top: async () => (await import('./commands/top.js')).topCommand,
  tree: async () => (await import('./commands/tree.js')).treeCommand,
  peek: async () => (await import('./commands/peek.js')).peekCommand,
  list: async () => (await import('./commands/list.js')).listCommand,
  flame: async () => (await import('./commands/flame.js')).flameCommand,
  web: async () => (await import('./commands/web.js')).webCommand,
  postmortem: async () => (await import('./commands/postmortem.js')).postmortemCommand,
  snapshot: async () => (await import('./commands/snapshot.js')).snapshotCommand,
  churn: async () => (await import('./commands/churn.js')).churnCommand,
  proxy: async () => (await import('./commands/proxy.js')).proxyCommand,
};
