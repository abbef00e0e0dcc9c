import { rm } from 'node:fs/promises';
import { HeaptideError } from '@heaptide/profile';
import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import { readClassHistogram } from '../../src/lite/read-class-histogram.js';
import { readHeapSnapshot } from '../../src/reader/read-heap-snapshot.js';
import { scrubSnapshot } from '../../src/scrub/scrub-snapshot.js';

export interface Trial {
  readonly name: 'graph' | 'histogram' | 'scrub';
  /** The code of the error, `ok` where there was none. */
  readonly outcome: string;
  /** What must not happen, in words: an error of another kind, of several lines, or a time that is too long. */
  readonly complaint: string | undefined;
}

const MOST_MS = 5_000;

/** Has a file read in each of the three ways in which snapshots are read. */
export async function trySnapshot(path: string): Promise<readonly Trial[]> {
  const copy = `${path}.scrubbed`;
  return [
    await attempt('graph', async () => {
      const graph = await analyseHeapSnapshot(await readHeapSnapshot(path));
      return [graph.distances, graph.classes, graph.dominatorTree, graph.retainers];
    }),
    await attempt('histogram', () => readClassHistogram(path)),
    await attempt('scrub', async () => {
      await scrubSnapshot(path, copy, { key: new Uint8Array(16) });
      await rm(copy);
    }),
  ];
}

async function attempt(name: Trial['name'], action: () => Promise<unknown>): Promise<Trial> {
  const begin = performance.now();
  let outcome = 'ok';
  let complaint: string | undefined;
  try {
    await action();
  } catch (error) {
    if (error instanceof HeaptideError) {
      outcome = error.code;
      if (!isOneLine(error.message)) complaint = `words: ${JSON.stringify(error.message)}`;
    } else {
      complaint = (error as Error).stack ?? String(error);
    }
  }
  const ms = performance.now() - begin;
  if (ms > MOST_MS) complaint ??= `took ${Math.round(ms)} ms`;
  return { name, outcome, complaint };
}

/** Without anything that a terminal would act upon. */
function isOneLine(message: string): boolean {
  return message.length > 0 && message.length < 400 && !/\p{Cc}/u.test(message);
}
