import { basename } from 'node:path';
import { parseDiagnosticName } from '../snapshot/snapshot-name.js';
import { JsonValue } from '../json-value.js';
import type { FullSpace, HeapSpace, NodeReport } from './node-report.js';
import { wholePart } from './whole-part.js';

const MOST_TEXT = 200;
const MOST_FRAMES = 32;
const MIB = 2 ** 20;

/** Whether the beginning of a JSON file is that of a report of Node.js. */
export function isNodeReport(head: string): boolean {
  return (
    /^\s*\{\s*"header":\s*\{/.test(head) && /"(?:reportVersion|nodejsVersion|dumpEventTime)":/.test(head)
  );
}

/**
 * Reads a report of Node.js, also one whose end is missing; `undefined` for anything else. Values of the environment and
 * arguments of the program are passed over.
 */
export function parseNodeReport(path: string, text: string): NodeReport | undefined {
  const whole = parsed(text);
  const value = whole ?? parsed(wholePart(text) ?? '');
  if (value === undefined) return undefined;
  const header = value.at('header');
  const event = header.at('event').text;
  if (event === undefined) return undefined;
  const usage = value.at('resourceUsage');
  const options = header.at('commandLine').texts.slice(1);
  const name = parseDiagnosticName(basename(path));
  const environment = value.at('environmentVariables').fieldNames.length;
  const trigger = header.at('trigger').text ?? '';
  return {
    path,
    event: clip(event),
    trigger: clip(trigger),
    isOutOfMemory: trigger === 'OOMError' || /out of memory/i.test(event),
    isCut: whole === undefined,
    ...defined({
      time: timeOf(header.at('dumpEventTimeStamp')),
      pid: header.at('processId').bytes ?? name?.pid,
      thread: header.at('threadId').bytes ?? name?.thread,
      nodeVersion: versionOf(header.at('nodejsVersion').text),
      heap: heapOf(value.at('javascriptHeap')),
      rss: usage.at('rss').bytes,
      maxRss: usage.at('maxRss').bytes,
      memoryLimit: containerLimit(usage),
      maxOldSpace: maxOldSpace(options),
    }),
    wantsNearLimitSnapshots: options.some((option) => /^--heapsnapshot-near-heap-limit=[1-9]/.test(option)),
    handles: handlesOf(value.at('libuv')),
    workers: value.at('workers').items.length,
    stack: stackOf(value.at('javascriptStack', 'stack').texts),
    environmentCount: environment,
  };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return new JsonValue(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function heapOf(heap: JsonValue): NodeReport['heap'] {
  const used = heap.at('usedMemory').bytes;
  if (used === undefined) return undefined;
  const external = heap.at('externalMemory').bytes ?? 0;
  const inFile = heap.at('heapSpaces');
  const spaces = inFile.fieldNames
    .map((name): HeapSpace => {
      const space = inFile.at(name);
      return {
        name: clip(name),
        used: space.at('used').bytes ?? 0,
        committed: space.at('committedMemory').bytes ?? 0,
        available: space.at('available').bytes ?? 0,
      };
    })
    .filter((space) => space.used > 0)
    .sort((a, b) => b.used - a.used);
  return {
    used,
    committed: heap.at('totalCommittedMemory').bytes ?? heap.at('totalMemory').bytes ?? 0,
    limit: heap.at('memoryLimit').bytes ?? 0,
    external,
    malloced: heap.at('mallocedMemory').bytes ?? 0,
    spaces,
    fullSpace: fullSpace(spaces, external),
  };
}

/** The spaces that hold the same kind of thing are one. */
const KIND_OF_SPACE: Readonly<Record<string, FullSpace>> = {
  old_space: 'old_space',
  map_space: 'old_space',
  trusted_space: 'old_space',
  shared_space: 'old_space',
  large_object_space: 'large_object_space',
  new_large_object_space: 'large_object_space',
  trusted_large_object_space: 'large_object_space',
  shared_large_object_space: 'large_object_space',
  code_space: 'code_space',
  code_large_object_space: 'code_space',
  new_space: 'new_space',
};

function fullSpace(spaces: readonly HeapSpace[], external: number): FullSpace {
  const sums = new Map<FullSpace, number>([['external', external]]);
  for (const { name, used } of spaces) {
    const kind = KIND_OF_SPACE[name] ?? 'old_space';
    sums.set(kind, (sums.get(kind) ?? 0) + used);
  }
  return [...sums].sort((a, b) => b[1] - a[1])[0]![0];
}

/** What is no bound, libuv tells as nothing or as a number beyond all memory. */
function containerLimit(usage: JsonValue): number | undefined {
  const limit = usage.at('constrained_memory').bytes;
  const machine = usage.at('total_memory').bytes ?? Number.MAX_SAFE_INTEGER;
  return limit !== undefined && limit > 0 && limit < machine ? limit : undefined;
}

function maxOldSpace(options: readonly string[]): number | undefined {
  const mebibytes = options
    .map((option) => /^--max[-_]old[-_]space[-_]size=(\d{1,9})$/.exec(option)?.[1])
    .findLast((found) => found !== undefined);
  return mebibytes === undefined ? undefined : Number(mebibytes) * MIB;
}

function handlesOf(libuv: JsonValue): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const handle of libuv.items) {
    const type = handle.at('type').text;
    if (type === undefined || type === 'loop' || handle.at('is_active').flag !== true) continue;
    counts.set(clip(type), (counts.get(clip(type)) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function stackOf(frames: readonly string[]): string[] {
  return frames
    .filter((frame) => frame !== 'Unavailable.')
    .slice(0, MOST_FRAMES)
    .map((frame) => clip(frame.replace(/^\s*at /, '')));
}

function versionOf(version: string | undefined): string | undefined {
  return version === undefined ? undefined : clip(version.replace(/^v/, ''));
}

/** Written as text. The time beside it is the clock of the process that calls itself UTC. */
function timeOf(stamp: JsonValue): number | undefined {
  const time = Number(stamp.text ?? stamp.bytes ?? NaN);
  return Number.isFinite(time) && time > 0 ? time : undefined;
}

function clip(text: string): string {
  return text.slice(0, MOST_TEXT);
}

type Defined<T> = { [Field in keyof T]?: Exclude<T[Field], undefined> };

function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
