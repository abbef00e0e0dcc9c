import type { AgentProcess } from './agent-process.js';

/** What the choice looks at. */
export type Candidate = Pick<AgentProcess, 'number' | 'pid' | 'script' | 'ancestors'> & {
  readonly isAlive: boolean;
};

/**
 * The process that is the program itself, among all that have come up with the agent, in that order. Passed over are tools,
 * which lie in a `node_modules`, and who only runs its own script again in another process, as `node --watch` and the primary
 * of a cluster do, as soon as they have started one. Of the others the first that is alive, one that is no tool if there is
 * any; but `current` remains as long as it may.
 */
export function chooseProcess<T extends Candidate>(candidates: readonly T[], current?: T): T | undefined {
  const eligible = candidates
    .filter(({ isAlive }) => isAlive)
    .filter((one) => !isPassedOver(one, candidates));
  const programs = eligible.filter((one) => !isTool(one));
  const preferred = programs.length > 0 ? programs : eligible;
  return preferred.find(({ number }) => number === current?.number) ?? preferred[0];
}

/** Whether it is somebody else's program: `tsx`, `nodemon`, `tsc`. */
export function isTool({ script }: Pick<Candidate, 'script'>): boolean {
  return script !== undefined && /[\\/]node_modules[\\/]/.test(script);
}

function isPassedOver(one: Candidate, candidates: readonly Candidate[]): boolean {
  return candidates.some(
    (other) =>
      other.ancestors.includes(one.pid) &&
      (isTool(one) || (one.script !== undefined && one.script === other.script)),
  );
}
