import { inPercent } from '../corpus/figure-text.js';
import { markdownTable } from '../corpus/markdown-table.js';
import type { WhyOutcome } from './outcomes.js';

/** What is aimed at: of leaks whose holder a walk can reach, named right; of healthy programs, accused. */
export const WHY_AIMS = { right: 0.95, accused: 0 } as const;

/** Shares by release of Node, and of all. */
export function shareTable(outcomes: readonly WhyOutcome[]): string {
  const nodes = [...new Set(outcomes.map(({ node }) => node))];
  const rows: readonly (readonly [string, string, (own: readonly WhyOutcome[]) => string])[] = [
    ['leaks whose holder is named right', '95 % or more', (own) => inPercent(namedRight(own))],
    ['of those: not reached, and said so', '', (own) => countText(reachable(own), 'not reached')],
    ['of those: wrong', '', (own) => countText(reachable(own), 'wrong')],
    ['leaks that no walk can reach: said so, or named right', '', (own) => inPercent(toldBeyond(own))],
    ['healthy programs accused', 'none', (own) => inPercent(accused(own))],
    ['healthy programs said to die', '', (own) => inPercent(shareOf(healthy(own), isRight))],
    [
      'healthy, though nobody can know in seconds: accused',
      '',
      (own) => inPercent(shareOf(unknowable(own), isAccused)),
    ],
    ['did not run', 'none', (own) => countText(own, 'not run')],
  ];
  return markdownTable(
    ['', 'aim', ...nodes.map((node) => `Node ${node}`), 'all'],
    rows.map(([name, aim, figure]) => [
      name,
      aim,
      ...nodes.map((node) => figure(outcomes.filter((outcome) => outcome.node === node))),
      figure(outcomes),
    ]),
  );
}

/** One row a program: what each run of it came to. */
export function programTable(outcomes: readonly WhyOutcome[]): string {
  const nodes = [...new Set(outcomes.map(({ node }) => node))];
  const names = [...new Set(outcomes.map(({ program }) => program.name))];
  return markdownTable(
    ['program', 'is', ...nodes.map((node) => `Node ${node.split('.')[0]!}`)],
    names.map((name) => {
      const own = outcomes.filter(({ program }) => program.name === name);
      const cells = nodes.map((node) =>
        own.flatMap((outcome) => (outcome.node === node ? [outcome.verdict] : [])).join(', '),
      );
      return [name, kindOf(own[0]!.program), ...cells];
    }),
  );
}

/** One row a program that was asked by a heap snapshot: what each run came to, and what the last one named. */
export function snapshotTable(outcomes: readonly WhyOutcome[]): string {
  const nodes = [...new Set(outcomes.map(({ node }) => node))];
  const names = [...new Set(outcomes.map(({ program }) => program.name))];
  return markdownTable(
    ['program', ...nodes.map((node) => `Node ${node.split('.')[0]!}`), 'what keeps the objects'],
    names.map((name) => {
      const own = outcomes.filter(({ program }) => program.name === name);
      const cells = nodes.map((node) => own.find((outcome) => outcome.node === node)!.verdict);
      return [name, ...cells, own.at(-1)?.answer?.snapshot?.holder?.name ?? ''];
    }),
  );
}

function kindOf({ leaks, beyondWalk = false, decidable = true }: WhyOutcome['program']): string {
  if (leaks) return beyondWalk ? 'leak, out of reach' : 'leak';
  return decidable ? 'healthy' : 'healthy, unknowable';
}

/** What was said where it was not right, a line each. */
export function missLines(outcomes: readonly WhyOutcome[]): readonly string[] {
  return outcomes.flatMap(({ program, node, verdict, said }) =>
    verdict === 'right' ? [] : [`${program.name}, Node ${node}, ${verdict}: ${said.replaceAll('\n', ' ')}`],
  );
}

interface Share {
  readonly count: number;
  readonly of: number;
}

/** Leaks within reach that were named right. */
export function namedRight(outcomes: readonly WhyOutcome[]): Share {
  return shareOf(reachable(outcomes), isRight);
}

/** Healthy programs of which it was said that something keeps what their site makes and grows. */
export function accused(outcomes: readonly WhyOutcome[]): Share {
  return shareOf(healthy(outcomes), isAccused);
}

function isAccused({ answer }: WhyOutcome): boolean {
  return answer?.state === 'held' || answer?.state === 'chain';
}

function toldBeyond(outcomes: readonly WhyOutcome[]): Share {
  const beyond = outcomes.filter(({ program }) => program.beyondWalk === true);
  return shareOf(beyond, ({ verdict }) => verdict === 'right' || verdict === 'not reached');
}

function reachable(outcomes: readonly WhyOutcome[]): readonly WhyOutcome[] {
  return outcomes.filter(({ program }) => program.leaks && program.beyondWalk !== true);
}

function healthy(outcomes: readonly WhyOutcome[]): readonly WhyOutcome[] {
  return outcomes.filter(({ program }) => !program.leaks && program.decidable !== false);
}

function unknowable(outcomes: readonly WhyOutcome[]): readonly WhyOutcome[] {
  return outcomes.filter(({ program }) => program.decidable === false);
}

function isRight({ verdict }: WhyOutcome): boolean {
  return verdict === 'right';
}

function shareOf(outcomes: readonly WhyOutcome[], holds: (outcome: WhyOutcome) => boolean): Share {
  return { count: outcomes.filter(holds).length, of: outcomes.length };
}

function countText(outcomes: readonly WhyOutcome[], verdict: WhyOutcome['verdict']): string {
  return String(outcomes.filter((outcome) => outcome.verdict === verdict).length);
}
