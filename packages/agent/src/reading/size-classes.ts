import type { LiveSample, SamplingNode, SizeClass, SizeNode } from './heap-reading.js';

/** What one live sample stands for; fractions are meant. */
export interface SampleWeight {
  readonly objects: number;
  readonly bytes: number;
}

/**
 * Finds the raw sizes of the objects sampled at each node, by node id. The two readings hold the same tree, but only
 * the inspector's has ids, and its positions count from 0; where a node of one has no twin in the other, its samples
 * have no size class.
 */
export function sizeClassesByNode(
  tree: SamplingNode,
  sizes: SizeNode | undefined,
): ReadonlyMap<number, readonly SizeClass[]> {
  const classes = new Map<number, readonly SizeClass[]>();
  const pair = (node: SamplingNode, twin: SizeNode): void => {
    classes.set(node.id, twin.allocations);
    const twins = new Map<string, SizeNode>();
    for (const child of twin.children) twins.set(sizeNodeKey(child), child);
    for (const child of node.children) {
      const match = twins.get(samplingNodeKey(child));
      if (match !== undefined) pair(child, match);
    }
  };
  if (sizes !== undefined) pair(tree, sizes);
  return classes;
}

/**
 * The objects and bytes that a live sample stands for. An object of s bytes is sampled with probability
 * 1 - exp(-s/interval), so a sample of it stands for the inverse of that many. V8's own figure, `sample.size`, rounds
 * this to whole objects (ScaleSample in V8's src/profiler/sampling-heap-profiler.cc), which is wrong by up to a third
 * for sizes around the interval; so it only serves to recognise the size. A sample of unknown size keeps V8's bytes and
 * counts as one object, which is a lower bound.
 */
export function sampleWeight(
  sample: LiveSample,
  classes: readonly SizeClass[],
  interval: number,
): SampleWeight {
  const size = rawSize(sample.size, classes, interval);
  if (size === undefined) return { objects: 1, bytes: sample.size };
  const objects = inverseProbability(size, interval);
  return { objects, bytes: size * objects };
}

/** Of several sizes that V8 scales to the same figure, the one with the most objects. */
function rawSize(scaled: number, classes: readonly SizeClass[], interval: number): number | undefined {
  let found: SizeClass | undefined;
  for (const candidate of classes) {
    const { sizeBytes, count } = candidate;
    const roundedByV8 = sizeBytes * Math.floor(inverseProbability(sizeBytes, interval) + 0.5);
    if (roundedByV8 === scaled && count > (found?.count ?? -1)) found = candidate;
  }
  return found?.sizeBytes;
}

/** How many objects of a size a sample of one stands for. */
export function inverseProbability(size: number, interval: number): number {
  return 1 / (1 - Math.exp(-size / interval));
}

function samplingNodeKey({ callFrame: frame }: SamplingNode): string {
  return nodeKey(frame.functionName, frame.scriptId, frame.lineNumber + 1, frame.columnNumber + 1);
}

function sizeNodeKey({ name = '', scriptId = 0, lineNumber = 0, columnNumber = 0 }: SizeNode): string {
  return nodeKey(name, String(scriptId), lineNumber, columnNumber);
}

function nodeKey(name: string, scriptId: string, line: number, column: number): string {
  return `${scriptId}:${line}:${column}:${name}`;
}
