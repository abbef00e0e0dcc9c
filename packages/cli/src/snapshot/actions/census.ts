import { HeaptideError } from '@heaptide/profile';
import { CENSUS_KINDS, type CensusKind, renderCensusJson, renderCensusText } from '@heaptide/report/snapshot';
import { rowsOf } from '../../views/view-arguments.js';
import { openGraph } from '../open-graph.js';
import type { SnapshotAction } from '../snapshot-action.js';

/** Counts things of one kind by who owns them. */
export const censusAction: SnapshotAction = {
  takes: `<file> <${CENSUS_KINDS.join('|')}>`,
  least: 1,
  most: 2,
  flags: ['json', 'show-strings'],
  async run(args, context) {
    const [file, name = 'collections'] = args.files;
    const kind = kindOf(name);
    const graph = await openGraph(file!, args, context);
    const view = {
      kind,
      rows: rowsOf(args['node-count']) ?? Infinity,
      showStrings: args['show-strings'],
    };
    const render = args.json ? renderCensusJson : renderCensusText;
    context.stdout.write(render(graph, view));
    return 0;
  },
};

function kindOf(name: string): CensusKind {
  const kind = CENSUS_KINDS.find((each) => each === name);
  if (kind === undefined)
    throw new HeaptideError(
      'HT_E_USAGE',
      `there is no census of "${name}"; there are ${CENSUS_KINDS.join(', ')}`,
    );
  return kind;
}
