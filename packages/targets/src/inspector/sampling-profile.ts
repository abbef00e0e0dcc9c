import { HeaptideError } from '@heaptide/profile';

/** A node of the tree that `HeapProfiler.getSamplingProfile` gives; positions count from 0. */
export interface SamplingNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children: readonly SamplingNode[];
}

/** One live sample: `size` is V8's estimate of the bytes it stands for, `ordinal` its place in the order of births. */
export interface LiveSample {
  readonly size: number;
  readonly nodeId: number;
  readonly ordinal: number;
}

/** `HeapProfiler.SamplingHeapProfile` of the Chrome DevTools Protocol. */
export interface SamplingProfile {
  readonly head: SamplingNode;
  readonly samples: readonly LiveSample[];
}

/**
 * The profile in an answer.
 * @throws {HeaptideError} `HT_E_INSPECTOR` where it is none.
 */
export function samplingProfileOf(value: unknown): SamplingProfile {
  if (isRecord(value) && isNode(value.head) && Array.isArray(value.samples) && value.samples.every(isSample))
    return value as unknown as SamplingProfile;
  throw new HeaptideError('HT_E_INSPECTOR', 'the inspector gave something else than a sampling profile');
}

function isNode(value: unknown): boolean {
  const pending = [value];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!isRecord(node) || !Number.isInteger(node.id) || !isFrame(node.callFrame)) return false;
    if (!Array.isArray(node.children)) return false;
    for (const child of node.children as unknown[]) pending.push(child ?? null);
  }
  return true;
}

function isFrame(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.functionName === 'string' &&
    typeof value.url === 'string' &&
    Number.isInteger(value.lineNumber) &&
    Number.isInteger(value.columnNumber)
  );
}

function isSample(value: unknown): boolean {
  return (
    isRecord(value) &&
    Number.isFinite(value.size) &&
    Number.isInteger(value.nodeId) &&
    Number.isInteger(value.ordinal)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
