import { fileURLToPath } from 'node:url';
import { BORN_LABEL, HeaptideError, type LocationId, type Profile, ProfileBuilder } from '@heaptide/profile';
import { CLOCK_MARK } from './clock-mark.js';
import type { SamplingNode, SamplingProfile } from './sampling-profile.js';

export interface SamplesProfileOptions {
  /** Name of the program, for the mapping. */
  readonly program: string;
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** What to add to ordinal x interval to get a birth. */
  readonly clockBase: number;
  /** Time of the reading, milliseconds since 1970. */
  readonly time: number;
  readonly comments: readonly string[];
}

const SPACE = { type: 'inuse_space', unit: 'bytes' };
const OBJECTS = { type: 'inuse_objects', unit: 'count' };
/** Frames of all stacks together: the process can send any tree. */
const MOST_FRAMES = 2 ** 24;

/**
 * The pprof of a sampling profile with births, as an agent's endpoint gives it: one sample per live V8 sample, born at so many bytes on the allocation
 * clock. The size of what was sampled cannot be told through an inspector, so a sample counts as one object, a lower bound.
 * @throws {HeaptideError} `HT_E_TOO_LARGE`.
 */
export function profileFromSamples(
  { head, samples }: SamplingProfile,
  options: SamplesProfileOptions,
): Profile {
  const { program, interval, clockBase, time, comments } = options;
  const builder = new ProfileBuilder({
    sampleTypes: [OBJECTS, SPACE],
    defaultSampleType: SPACE.type,
    periodType: SPACE,
    period: interval,
    timeNanos: BigInt(time) * 1_000_000n,
  });
  for (const comment of comments) builder.comment(comment);
  const stacks = stacksByNode(
    head,
    new Set(samples.map(({ nodeId }) => nodeId)),
    locationsOf(builder, program),
  );
  for (const { nodeId, size, ordinal } of samples) {
    const stack = stacks.get(nodeId);
    if (stack === undefined) continue;
    const label = { key: BORN_LABEL, number: clockBase + ordinal * interval, unit: 'bytes' };
    builder.sample({ stack, values: [1, size], labels: [label] });
  }
  return builder.build();
}

function locationsOf(builder: ProfileBuilder, program: string): (node: SamplingNode) => LocationId {
  const mapping = builder.mapping({ filename: program });
  return ({ callFrame: { functionName, url, lineNumber, columnNumber } }) => {
    const line = lineNumber + 1;
    const name = functionName || '(anonymous)';
    const func = builder.func({ name, filename: plainPath(url), startLine: line });
    return builder.location({ mapping, lines: [{ function: func, line, column: columnNumber + 1 }] });
  };
}

/** Leaf-first stacks of the nodes that hold samples, without V8's `(root)` and without what marks the clock. */
function stacksByNode(
  head: SamplingNode,
  wanted: ReadonlySet<number>,
  locationOf: (node: SamplingNode) => LocationId,
): ReadonlyMap<number, readonly LocationId[]> {
  const stacks = new Map<number, readonly LocationId[]>();
  const path: LocationId[] = [];
  const pending = head.children.map((node) => ({ node, depth: 1 }));
  let frames = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (node.callFrame.functionName === CLOCK_MARK) continue;
    path.length = depth - 1;
    path.push(locationOf(node));
    if (wanted.has(node.id)) {
      frames += depth;
      if (frames > MOST_FRAMES)
        throw new HeaptideError(
          'HT_E_TOO_LARGE',
          `the process sent stacks of more than ${MOST_FRAMES} frames`,
        );
      stacks.set(node.id, path.toReversed());
    }
    for (const child of node.children) pending.push({ node: child, depth: depth + 1 });
  }
  return stacks;
}

/** Paths for `file:` URLs, as CommonJS modules have them. */
function plainPath(url: string): string {
  if (!url.startsWith('file:')) return url;
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
