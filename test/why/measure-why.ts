import { parseArgs } from 'node:util';
import { writeAccuracySection, writeSnapshotSection } from './accuracy-section.js';
import { WHY_PROGRAMS } from './manifest.js';
import {
  accused,
  missLines,
  namedRight,
  programTable,
  shareTable,
  snapshotTable,
  WHY_AIMS,
} from './outcome-tables.js';
import { askAll, nodesOf } from './outcomes.js';

/**
 * Asks programs that leak and programs that do not who keeps what one of their functions makes, and prints how many
 * answers were right. Exits with 1 where an aim was missed.
 *
 *     npm run corpus:why -- [--nodes 20,22,24,26] [--repeats 1] [--only NAME,...] [--at-once 1] [--mode snapshot] [--docs]
 *
 * With `--mode snapshot` those are asked by a heap snapshot as well whose holder the walk does not name. `--docs` writes the
 * part on `why` of docs/accuracy.md, and with `--mode snapshot` the one on what that adds.
 */
const { values: options } = parseArgs({
  options: {
    nodes: { type: 'string', default: '20,22,24,26' },
    repeats: { type: 'string', default: '1' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '1' },
    mode: { type: 'string', default: 'walk' },
    docs: { type: 'boolean', default: false },
  },
});

const only = options.only?.split(',');
const mode = options.mode === 'snapshot' ? 'snapshot' : 'walk';
const programs = WHY_PROGRAMS.filter(
  ({ name, bySnapshot }) =>
    (only === undefined || only.includes(name)) && (mode === 'walk' || bySnapshot !== undefined),
);
const nodes = await nodesOf(options.nodes.split(',').map(Number));
const repeats = Number(options.repeats);
const outcomes = await askAll({
  programs,
  nodes,
  repeats,
  atOnce: Number(options['at-once']),
  mode,
  onOutcome: ({ program, node, verdict, said }, left) =>
    void process.stderr.write(`${left} left: ${program.name}, Node ${node}: ${verdict}: ${said}\n`),
});
if (mode === 'snapshot') {
  console.log([snapshotTable(outcomes), missLines(outcomes).join('\n')].join('\n\n'));
  if (options.docs) await writeSnapshotSection(outcomes);
} else {
  console.log([programTable(outcomes), shareTable(outcomes), missLines(outcomes).join('\n')].join('\n\n'));
  if (options.docs) await writeAccuracySection({ outcomes, repeats });
  const { count, of } = namedRight(outcomes);
  const isMissed =
    count < of * WHY_AIMS.right ||
    accused(outcomes).count > WHY_AIMS.accused ||
    outcomes.some(({ verdict }) => verdict === 'not run');
  if (isMissed) process.exitCode = 1;
}
