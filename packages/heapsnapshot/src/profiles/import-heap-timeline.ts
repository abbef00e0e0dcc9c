import { HeaptideError, type LocationId, type Profile, ProfileBuilder } from '@heaptide/profile';
import { openByteChunks } from '../reader/byte-chunks.js';
import type { ReadOptions } from '../reader/read-heap-snapshot.js';
import { badSnapshot } from '../reader/snapshot-error.js';
import { type Timeline, TimelineSections } from './timeline-sections.js';

const SPACE = { type: 'inuse_space', unit: 'bytes' };
const SAMPLE_TYPES = [
  { type: 'alloc_objects', unit: 'count' },
  { type: 'alloc_space', unit: 'bytes' },
  { type: 'inuse_objects', unit: 'count' },
  SPACE,
];
/** Frames of all stacks together. */
const MOST_FRAMES = 2 ** 24;

/**
 * Imports a V8 `.heaptimeline`, which is a heap snapshot that was written while allocations were tracked: by the inspector's
 * `HeapProfiler.startTrackingHeapObjects {trackAllocations: true}`, or by "Allocations on timeline" with stacks in Chrome.
 * Plain or packed, as heap snapshots are.
 *
 * The profile has one sample per stack that allocated, in the order of the tree: objects and bytes that it allocated while
 * they were tracked, and those that still lived at the end. Every object is in it, not a sampled share. Lines and columns are
 * where functions begin, which is what V8 writes; they count from 1, and are 0 in native code.
 *
 * Format: V8 `src/profiler/heap-snapshot-generator.cc` and `src/profiler/allocation-tracker.h`.
 *
 * @throws {HeaptideError} `HT_E_NOT_A_PROFILE` for a snapshot without allocations, else as `readHeapSnapshot`.
 */
export async function importHeapTimeline(path: string, options: ReadOptions = {}): Promise<Profile> {
  const file = await openByteChunks(path);
  try {
    const sections = new TimelineSections();
    for await (const chunk of file.chunks) {
      options.signal?.throwIfAborted();
      sections.scanner.push(chunk);
      options.onProgress?.(file.taken() / Math.max(1, file.fileSize));
    }
    return profileOf(sections.finish());
  } finally {
    await file.close();
  }
}

function profileOf(timeline: Timeline): Profile {
  const { tree, functions, liveCounts, liveSizes } = timeline;
  if (tree.nodeCount === 0 || functions.length === 0) {
    const words = 'this heap snapshot was not written while allocations were tracked with their stacks';
    throw new HeaptideError('HT_E_NOT_A_PROFILE', words);
  }
  const builder = new ProfileBuilder({
    sampleTypes: SAMPLE_TYPES,
    defaultSampleType: SPACE.type,
    periodType: SPACE,
  });
  const locationOf = locations(timeline, builder);
  let frames = 0;
  // The root is no function.
  for (let node = 1; node < tree.nodeCount; node++) {
    const id = tree.ids.get(node);
    const values = [tree.counts.get(node), tree.sizes.get(node), liveCounts.get(id), liveSizes.get(id)];
    if (values.every((value) => value === 0)) continue;
    const stack: LocationId[] = [];
    for (let at = node; at !== 0; at = tree.parentOf(at)) stack.push(locationOf(tree.functions.get(at)));
    frames += stack.length;
    if (frames > MOST_FRAMES)
      throw new HeaptideError('HT_E_TOO_LARGE', `this .heaptimeline has more than ${MOST_FRAMES} frames`);
    builder.sample({ stack, values });
  }
  return builder.build();
}

/** The location of each function by its place among the functions. */
function locations({ functions, strings }: Timeline, builder: ProfileBuilder): (index: number) => LocationId {
  const known = new Map<number, LocationId>();
  return (index) => {
    const held = known.get(index);
    if (held !== undefined) return held;
    const func = functions[index];
    if (func === undefined) throw badSnapshot(`a stack names function ${index} of ${functions.length}`);
    const name = strings.text(func.name);
    const { line, column } = func;
    const id = builder.func({
      name: name === '' ? '(anonymous)' : name,
      filename: strings.text(func.file),
      startLine: line,
    });
    const location = builder.location({ lines: [{ function: id, line, column }] });
    known.set(index, location);
    return location;
  };
}
