import { WHY_SCHEMA, type WhyAnswer, type WhyCost, type WhySite } from '../why-answer.js';
import type { Findings } from './question.js';
import { type BareAnswer, details, headline } from './tell.js';
import type { WalkOutcome } from './walker.js';
import { nextStep, unknowns } from './what-is-left.js';

export interface DescribeOptions {
  readonly site: WhySite;
  readonly findings: Findings;
  readonly totalMs: number;
}

/** Puts what was found into the answer. */
export function describeAnswer({ site, findings, totalMs }: DescribeOptions): WhyAnswer {
  const { process, judgement, caughtAt, watchedMs } = findings;
  const { state, holder, chain, unit, growing } = judgement;
  const { calls, caught, alive, inHolder, wholeCalls, addedIn } = judgement;
  const answer: BareAnswer = {
    schema: WHY_SCHEMA,
    time: new Date().toISOString(),
    pid: process.pid,
    nodeVersion: process.nodeVersion.replace(/^v/, ''),
    site,
    state,
    holder,
    chain,
    unit,
    canaries: {
      calls,
      caught,
      alive,
      inHolder,
      wholeCalls,
      addedIn,
      watchedMs: Math.round(watchedMs),
      ...(caughtAt === undefined ? {} : { caughtAt }),
    },
    growing,
    cost: costOf(findings, totalMs),
    unknown: unknowns(findings),
    next: nextStep(findings),
  };
  return { ...answer, text: headline(answer), details: details(answer) };
}

const LIMITS: Readonly<Record<WalkOutcome['met'][number], string>> = {
  nodes: 'nodes of the walk',
  calls: 'calls of the inspector',
  walkMs: 'time of the walk',
};

function costOf({ pauses, walks, inspectorCalls }: Findings, totalMs: number): WhyCost {
  const limits = new Set(walks.flatMap(({ met }) => met.map((limit) => LIMITS[limit])));
  return {
    totalMs: Math.round(totalMs),
    pauses: pauses.length,
    longestPauseMs: tenths(Math.max(0, ...pauses)),
    pausedMs: tenths(pauses.reduce((sum, ms) => sum + ms, 0)),
    walkMs: Math.round(walks.reduce((sum, { ms }) => sum + ms, 0)),
    nodes: walks.reduce((sum, { nodes }) => sum + nodes, 0),
    calls: inspectorCalls,
    limits: [...limits],
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
