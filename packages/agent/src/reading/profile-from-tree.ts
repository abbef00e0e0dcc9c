import { BORN_LABEL, type LocationId, type Profile, ProfileBuilder } from '@heaptide/profile';
import { fileURLToPath } from 'node:url';
import type { SamplingNode, SamplingProfile, SizeNode } from './heap-reading.js';
import { sampleWeight, sizeClassesByNode } from './size-classes.js';

/** What goes into a profile besides the trees. */
export interface TreeProfileOptions {
  /** Name of the program, for the mapping. */
  readonly program: string;
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** Time of the reading, milliseconds since 1970. */
  readonly time: number;
  /** Added to each ordinal, see `AllocationClock`. */
  readonly ordinalBase: number;
  /** One profile sample per live V8 sample with its birth, in place of one per distinct stack. */
  readonly births: boolean;
  readonly comments: readonly string[];
}

const SPACE = { type: 'inuse_space', unit: 'bytes' };
const OBJECTS = { type: 'inuse_objects', unit: 'count' };

/**
 * The pprof of a reading: `inuse_objects/count` and `inuse_space/bytes`, every sample scaled to what it stands for.
 * Births are told in bytes on the allocation clock, ordinal x interval, and are unique in the life of the process.
 */
export function profileFromTree(
  trees: { profile: SamplingProfile; sizes?: SizeNode },
  options: TreeProfileOptions,
): Profile {
  const { interval, ordinalBase, births, time } = options;
  const builder = new ProfileBuilder({
    sampleTypes: [OBJECTS, SPACE],
    defaultSampleType: SPACE.type,
    periodType: SPACE,
    period: interval,
    timeNanos: BigInt(time) * 1_000_000n,
  });
  for (const comment of options.comments) builder.comment(comment);
  const stacks = stacksByNode(trees.profile, builder, options.program);
  const classes = sizeClassesByNode(trees.profile.head, trees.sizes);
  const totals = new Map<string, { stack: readonly LocationId[]; objects: number; bytes: number }>();
  for (const sample of trees.profile.samples) {
    const stack = stacks.get(sample.nodeId);
    if (stack === undefined) continue;
    const { objects, bytes } = sampleWeight(sample, classes.get(sample.nodeId) ?? [], interval);
    if (births) {
      const born = { key: BORN_LABEL, number: (ordinalBase + sample.ordinal) * interval, unit: 'bytes' };
      builder.sample({ stack, values: [objects, bytes], labels: [born] });
      continue;
    }
    // Nodes of one function loaded twice differ in their script only, and share a stack.
    const key = stack.join();
    const total = totals.get(key);
    if (total === undefined) totals.set(key, { stack, objects, bytes });
    else {
      total.objects += objects;
      total.bytes += bytes;
    }
  }
  for (const { stack, objects, bytes } of totals.values())
    builder.sample({ stack, values: [objects, bytes] });
  return builder.build();
}

/** Leaf-first stacks of the nodes that hold samples, without V8's `(root)`. */
function stacksByNode(
  { head, samples }: SamplingProfile,
  builder: ProfileBuilder,
  program: string,
): ReadonlyMap<number, readonly LocationId[]> {
  const wanted = new Set(samples.map((sample) => sample.nodeId));
  const mapping = builder.mapping({ filename: program });
  const stacks = new Map<number, readonly LocationId[]>();
  const visit = (node: SamplingNode, callers: readonly LocationId[]): void => {
    const stack = [locationOf(node), ...callers];
    if (wanted.has(node.id)) stacks.set(node.id, stack);
    for (const child of node.children) visit(child, stack);
  };
  const locationOf = ({ callFrame }: SamplingNode): LocationId => {
    const line = callFrame.lineNumber + 1;
    const name = callFrame.functionName || '(anonymous)';
    const func = builder.func({ name, filename: plainPath(callFrame.url), startLine: line });
    return builder.location({
      mapping,
      lines: [{ function: func, line, column: callFrame.columnNumber + 1 }],
    });
  };
  for (const child of head.children) visit(child, []);
  return stacks;
}

function plainPath(url: string): string {
  if (!url.startsWith('file:')) return url;
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
