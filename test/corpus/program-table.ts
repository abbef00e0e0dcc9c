import { inRounds } from './figure-text.js';
import { markdownTable } from './markdown-table.js';
import type { Outcome } from './outcome.js';

/** One row a program: in which rounds each of its runs was first red and first confirmed, and what was red wrongly. */
export function programTable(outcomes: readonly Outcome[]): string {
  const runs = [...new Set(outcomes.map(runName))];
  const programs = [...new Set(outcomes.map(({ program }) => program))];
  const rows = programs.map((program) => {
    const own = outcomes.filter((outcome) => outcome.program === program);
    const cells = runs.map((run) => own.filter((outcome) => runName(outcome) === run).map(inCell)[0] ?? '');
    const wrong = new Set(own.flatMap((outcome) => outcome.wrong.map(({ name }) => name)));
    const kind = program.leaks
      ? (program.heap ?? 'js')
      : program.decidableInWindow === false
        ? 'undecidable'
        : 'healthy';
    return [program.name, kind, ...cells, [...wrong].join('; ')];
  });
  return markdownTable(['program', 'leak', ...runs, 'red wrongly'], rows);
}

function runName({ run }: Outcome): string {
  return `Node ${Number.parseInt(run.node, 10)}, seed ${run.seed}`;
}

/** Rounds as `first red/first confirmed`. */
function inCell({ program, leaksHere, found, confirmed, wrong }: Outcome): string {
  if (program.leaks) {
    return leaksHere ? `${inRounds(found ?? Infinity)}/${inRounds(confirmed ?? Infinity)}` : 'does not grow';
  }
  const first = Math.min(...wrong.flatMap(({ rounds }) => rounds));
  if (wrong.length === 0) return 'quiet';
  return `red ${first}${wrong.some((site) => site.confirmed) ? ', confirmed' : ''}`;
}
