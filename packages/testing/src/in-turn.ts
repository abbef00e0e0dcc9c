let last: Promise<unknown> = Promise.resolve();

/** Runs `task` when all that were given before have ended: V8 has one sampler for all who measure in this thread. */
export function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const run = last.then(task, task);
  last = run.catch(() => undefined);
  return run;
}
