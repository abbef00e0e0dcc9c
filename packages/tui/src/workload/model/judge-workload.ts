import type { ProcessVerdict } from '@heaptide/growth';
import type { PodRow } from './workload-state.js';

/** What the pods come to together. */
export interface WorkloadVerdict {
  /** A finding as soon as one pod has a confirmed one; clean when every pod that answers is. */
  readonly verdict: ProcessVerdict;
  /** Pods with a confirmed finding of that kind. */
  readonly found: number;
  /** Pods with captures enough for a verdict. */
  readonly judged: number;
  /** Pods that answer. */
  readonly answering: number;
  /** Pods with a finding that is not confirmed yet. */
  readonly suspect: number;
  /** Names of a few of those with the finding; raw text. */
  readonly pods: readonly string[];
  /** Only this pod of several leaks, and by the work that each does: absent where that tells nothing. */
  readonly alone?: {
    readonly pod: string;
    readonly unit: string;
    readonly workPerSecond: number;
    /** Median of the others. */
    readonly othersPerSecond: number;
  };
}

const MOST_NAMES = 3;

export const NO_VERDICT: WorkloadVerdict = {
  verdict: 'inconclusive',
  found: 0,
  judged: 0,
  answering: 0,
  suspect: 0,
  pods: [],
};

export function judgeWorkload(rows: readonly PodRow[]): WorkloadVerdict {
  const answering = rows.filter(({ growth }) => growth !== undefined);
  const judged = answering.filter(({ isJudged }) => isJudged);
  const having = (verdict: ProcessVerdict) =>
    answering.filter(({ growth }) => growth?.verdict === verdict && growth.isConfirmed);
  const leaks = having('leak');
  const found = leaks.length > 0 ? leaks : having('backlog');
  const suspects = answering.filter(
    ({ growth }) => (growth?.verdict === 'leak' || growth?.verdict === 'backlog') && !growth.isConfirmed,
  );
  const isClean =
    suspects.length === 0 &&
    answering.length > 0 &&
    answering.every(({ growth }) => growth?.verdict === 'clean');
  const alone = found.length === 1 ? loneFinding(found[0]!, judged) : undefined;
  return {
    verdict: found[0]?.growth?.verdict ?? (isClean ? 'clean' : 'inconclusive'),
    found: found.length,
    judged: judged.length,
    answering: answering.length,
    suspect: suspects.length,
    pods: found.slice(0, MOST_NAMES).map(({ pod }) => pod.name),
    ...(alone === undefined ? {} : { alone }),
  };
}

function loneFinding({ pod, growth }: PodRow, judged: readonly PodRow[]): WorkloadVerdict['alone'] {
  const others = judged
    .filter((row) => row.pod.key !== pod.key && row.growth?.unit === growth!.unit)
    .map((row) => row.growth!.workPerSecond)
    .sort((a, b) => a - b);
  if (others.length === 0) return undefined;
  const { unit, workPerSecond } = growth!;
  return {
    pod: pod.name,
    unit,
    workPerSecond,
    othersPerSecond: others[Math.floor((others.length - 1) / 2)]!,
  };
}
