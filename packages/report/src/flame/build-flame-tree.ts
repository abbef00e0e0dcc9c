import { HeaptideError, type Profile, selectSampleType, unitRatio } from '@heaptide/profile';
import type { FlameTree } from './flame-tree.js';
import { foldNodes, subtreeSums } from './fold-nodes.js';
import { StackTree } from './stack-tree.js';

export interface FlameTreeOptions {
  /** As {@link selectSampleType} takes it. */
  readonly sampleType?: string;
  /** Makes the tree differential: the profile to compare with. */
  readonly base?: Profile;
  /** Nodes smaller than this part of the whole are folded; 0.0005 by default. */
  readonly minFraction?: number;
  /** Nodes kept at most, the largest first; 30,000 by default, which makes a file of about 2 MB. */
  readonly maxNodes?: number;
}

/**
 * The tree of calls of a profile, or of two profiles united.
 *
 * Functions are told apart by name, file and the line where they begin. The profile may be a difference itself, with
 * negative values. Sums beyond 2^53 are rounded.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE`; `HT_E_NO_COMMON_TYPE` when the base has no such sample type.
 */
export function buildFlameTree(
  profile: Profile,
  { sampleType: wanted, base, minFraction = 0.0005, maxNodes = 30_000 }: FlameTreeOptions = {},
): FlameTree {
  const column = selectSampleType(profile, wanted);
  const sampleType = profile.sampleTypes[column]!;
  const stacks = new StackTree();
  const sides = [addSide(stacks, profile, column, 1)];
  if (base !== undefined) {
    const baseColumn = base.sampleTypes.findIndex(({ type }) => type === sampleType.type);
    const ratio = unitRatio(base.sampleTypes[baseColumn]?.unit ?? '', sampleType.unit);
    if (baseColumn === -1 || ratio === undefined) {
      throw new HeaptideError(
        'HT_E_NO_COMMON_TYPE',
        `the base has no sample type ${sampleType.type}/${sampleType.unit}`,
      );
    }
    sides.push(addSide(stacks, base, baseColumn, ratio));
  }
  const nodes = stacks.nodes();
  const selves = sides.map((side) => side(nodes.length));
  const { selves: columns, ...rows } = foldNodes(nodes, selves, { minFraction, maxNodes });
  const [after, before] = columns.map((self) => ({ self, total: subtreeSums(rows.parent, self) }));
  return {
    ...rows,
    ...after!,
    ...(before !== undefined && { before }),
    frames: nodes.frames,
    sampleType,
    grain: profile.period * (unitRatio(profile.periodType.unit, sampleType.unit) ?? 0),
    program: programOf(profile),
    time: millisecondsOf(profile),
    baseTime: base === undefined ? 0 : millisecondsOf(base),
    cutSamples: nodes.cutSamples,
  };
}

/** Sums wait until the tree has its final number of nodes. */
function addSide(
  stacks: StackTree,
  profile: Profile,
  column: number,
  ratio: number,
): (nodes: number) => Float64Array {
  const { values } = profile.samples;
  const width = profile.sampleTypes.length;
  const valueOf = (sample: number): number => values[sample * width + column]!;
  const ends = stacks.add(profile, (sample) => valueOf(sample) !== 0);
  return (nodes) => {
    const self = new Float64Array(nodes);
    ends.forEach((node, sample) => {
      if (node !== -1) self[node]! += valueOf(sample) * ratio;
    });
    return self;
  };
}

function programOf({ strings, mappings }: Profile): string {
  return mappings.length === 0 ? '' : strings.get(mappings.filename[0]!).replace(/^.*[/\\]/s, '');
}

function millisecondsOf({ timeNanos }: Profile): number {
  return Number(timeNanos / 1_000_000n);
}
