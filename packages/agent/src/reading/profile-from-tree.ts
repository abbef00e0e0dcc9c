import { CLOCK_MARK } from './clock-mark.js';
import type { LocationId, Profile } from '@heaptide/profile/write';
import type { ExternalReading } from './external-reading.js';
import type { SamplingNode, SamplingProfile, SizeNode } from './heap-reading.js';
import { LiveProfile, type LiveProfileOptions } from './live-profile.js';
import { embedExternal } from './profile-from-external.js';
import { sampleWeight, sizeClassesByNode } from './size-classes.js';

/** What goes into a profile besides the trees. */
export interface TreeProfileOptions extends LiveProfileOptions {
  /** Bytes added to ordinal x interval, see `AllocationClock`. */
  readonly clockBase: number;
  /** Goes into a profile with births as well. */
  readonly external?: ExternalReading | undefined;
}

/**
 * The pprof of a reading: `inuse_objects/count` and `inuse_space/bytes`, every sample scaled to what it stands for.
 * Births are told in bytes on the allocation clock, ordinal x interval, and are unique in the life of the process.
 */
export function profileFromTree(
  trees: { profile: SamplingProfile; sizes?: SizeNode },
  options: TreeProfileOptions,
): Profile {
  const { interval, clockBase, births, external } = options;
  const profile = new LiveProfile(options);
  const stacks = stacksByNode(trees.profile, profile);
  const classes = sizeClassesByNode(trees.profile.head, trees.sizes);
  for (const sample of trees.profile.samples) {
    const stack = stacks.get(sample.nodeId);
    if (stack === undefined) continue;
    const weight = sampleWeight(sample, classes.get(sample.nodeId) ?? [], interval);
    profile.add(stack, weight, clockBase + sample.ordinal * interval);
  }
  if (births && external !== undefined) embedExternal(external, profile);
  return profile.build();
}

/** Leaf-first stacks of the nodes that hold samples, without V8's `(root)`. */
function stacksByNode(
  { head, samples }: SamplingProfile,
  profile: LiveProfile,
): ReadonlyMap<number, readonly LocationId[]> {
  const wanted = new Set(samples.map((sample) => sample.nodeId));
  const stacks = new Map<number, readonly LocationId[]>();
  const visit = (node: SamplingNode, callers: readonly LocationId[]): void => {
    if (node.callFrame.functionName === CLOCK_MARK) return;
    const stack = [locationOf(node), ...callers];
    if (wanted.has(node.id)) stacks.set(node.id, stack);
    for (const child of node.children) visit(child, stack);
  };
  const locationOf = ({ callFrame }: SamplingNode): LocationId => {
    const { functionName: name, url, lineNumber, columnNumber } = callFrame;
    const line = lineNumber + 1;
    return profile.location({ name, url, startLine: line, line, column: columnNumber + 1 });
  };
  for (const child of head.children) visit(child, []);
  return stacks;
}
