import { HeaptideError } from '../heaptide-error.js';
import type { LocationId, Profile } from '../profile.js';
import { ProfileBuilder } from '../build/profile-builder.js';

const SPACE = { type: 'inuse_space', unit: 'bytes' };
const OBJECTS = { type: 'inuse_objects', unit: 'count' };

/** Larger files hold more than a process samples in its life, and would take gigabytes when parsed. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Objects and lists; a node of the tree has three. */
const MOST_BRACKETS = 4_000_000;
/** Frames of all stacks together: a tree that is a single path would have as many as the square of its nodes. */
const MOST_FRAMES = 2 ** 24;

/** A node of the tree, after its fields were found to be there. */
interface Node {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly id: number | undefined;
  readonly children: readonly unknown[];
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/**
 * Imports a V8 `.heapprofile`: what `node --heap-prof`, the inspector's `HeapProfiler.stopSampling` and Chrome's memory panel
 * write, `{head: {callFrame, selfSize, id, children}, samples: [{size, nodeId, ordinal}]}`.
 *
 * The profile has one sample per node that holds memory, in the order of the tree: its `selfSize`, which is what V8's own
 * tools show, and as objects the number of its live samples. What the samples stand for each cannot be told, since the file
 * does not have the sampling interval; the sizes in its `samples` are rounded apart and have another sum. Names stay as V8
 * gives them, without the frame `(root)`; a function without a name is `(anonymous)`. Lines and columns count from 1, and
 * are 0 in native code. Functions of one name and place are one, in whatever script.
 *
 * Format: V8 `src/inspector/v8-heap-profiler-agent-impl.cc`, Chrome DevTools Protocol `HeapProfiler.SamplingHeapProfile`.
 *
 * @throws {HeaptideError} `HT_E_NOT_A_PROFILE` naming the field that does not hold, `HT_E_TOO_LARGE`.
 */
export function importHeapProfile(bytes: Uint8Array): Profile {
  const { head, samples } = recordOf(parse(bytes), 'the file');
  const objects = countSamples(samples);
  const builder = new ProfileBuilder({
    sampleTypes: [OBJECTS, SPACE],
    defaultSampleType: SPACE.type,
    periodType: SPACE,
  });
  const locationOf = locations(builder);
  const path: LocationId[] = [];
  let frames = 0;
  const pending: { value: unknown; depth: number }[] = [{ value: head, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { depth } = next;
    const { callFrame, selfSize, id, children } = nodeOf(next.value);
    path.length = Math.max(0, depth - 1);
    // The head is no function.
    if (depth > 0) path.push(locationOf(callFrame));
    const count = id === undefined ? 0 : (objects.get(id) ?? 0);
    if (selfSize !== 0 || count !== 0) {
      frames += depth;
      if (frames > MOST_FRAMES) throw tooLarge(`more than ${MOST_FRAMES} frames`);
      builder.sample({ stack: path.toReversed(), values: [count, selfSize] });
    }
    for (let i = children.length - 1; i >= 0; i--) pending.push({ value: children[i], depth: depth + 1 });
  }
  return builder.build();
}

/** How many samples each node has, by the id of the node. Older files have none. */
function countSamples(samples: unknown): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  if (samples === undefined) return counts;
  if (!Array.isArray(samples)) throw misfit('samples is no list');
  for (const sample of samples) {
    const { nodeId } = recordOf(sample, 'a sample');
    if (typeof nodeId !== 'number') throw misfit('a sample has no nodeId');
    counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  }
  return counts;
}

function locations(builder: ProfileBuilder): (frame: CallFrame) => LocationId {
  const known = new Map<string, LocationId>();
  return ({ functionName, url, lineNumber, columnNumber }) => {
    const key = `${lineNumber}:${columnNumber}:${functionName.length}:${functionName}${url}`;
    const held = known.get(key);
    if (held !== undefined) return held;
    const line = lineNumber + 1;
    const name = functionName === '' ? '(anonymous)' : functionName;
    const func = builder.func({ name, filename: url, startLine: line });
    const location = builder.location({ lines: [{ function: func, line, column: columnNumber + 1 }] });
    known.set(key, location);
    return location;
  };
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length > MOST_BYTES) throw tooLarge(`more than ${MOST_BYTES} bytes`);
  let brackets = 0;
  for (const byte of bytes) if (byte === 0x5b || byte === 0x7b) brackets++;
  if (brackets > MOST_BRACKETS) throw tooLarge(`more than ${MOST_BRACKETS} objects and lists`);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    // What the engine says quotes the file, which is not to be trusted on a terminal.
    const place = error instanceof SyntaxError ? /at position \d+/.exec(error.message)?.[0] : undefined;
    throw misfit(`it is no valid JSON${place === undefined ? ', or cut short' : ` ${place}`}`, error);
  }
}

function nodeOf(value: unknown): Node {
  const node = recordOf(value, 'a node');
  const frame = recordOf(node.callFrame, 'a callFrame');
  const { id, selfSize, children } = node;
  if (!Array.isArray(children)) throw misfit('a node has no list of children');
  if (id !== undefined && typeof id !== 'number') throw misfit('the id of a node is no number');
  return {
    callFrame: {
      functionName: textOf(frame.functionName, 'functionName'),
      url: textOf(frame.url, 'url'),
      lineNumber: wholeOf(frame.lineNumber, 'lineNumber', -1),
      columnNumber: wholeOf(frame.columnNumber, 'columnNumber', -1),
    },
    selfSize: wholeOf(selfSize, 'selfSize', 0),
    id,
    children,
  };
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw misfit(`${what} is no object`);
}

function textOf(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw misfit(`a ${field} is no text`);
}

function wholeOf(value: unknown, field: string, least: number): number {
  if (typeof value === 'number' && value >= least && value <= Number.MAX_SAFE_INTEGER)
    return Math.round(value);
  throw misfit(`a ${field} is no number from ${least} on`);
}

function misfit(words: string, cause?: unknown): HeaptideError {
  return new HeaptideError('HT_E_NOT_A_PROFILE', `this V8 .heapprofile does not hold: ${words}`, { cause });
}

function tooLarge(words: string): HeaptideError {
  return new HeaptideError('HT_E_TOO_LARGE', `this V8 .heapprofile has ${words}`);
}
