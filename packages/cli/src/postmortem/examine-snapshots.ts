import type { Frame } from '@heaptide/growth';
import { GRAPH_LAYERS, type HeapGraph, openHeapSnapshot, summariseKinds } from '@heaptide/heapsnapshot';
import { longBytes } from '@heaptide/profile';
import type { GrowthHistory, Phrase } from '@heaptide/report/postmortem';
import { HeaptideError } from '@heaptide/targets';
import type { SnapshotFile } from './evidence/evidence.js';
import { histogramWords } from './histogram-words.js';
import { mainSuspect } from './main-suspect.js';
import type { SnapshotFindings } from './snapshot-findings.js';

export interface ExamineOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether keys and strings of the program's data may be shown. */
  readonly showStrings: boolean;
  /** Gets what is being done, since a large file takes its time. Raw text. */
  readonly talk: (line: string) => void;
  /** Puts the place of the sources in. */
  readonly mapPlace: (frame: Frame) => Frame;
}

/** From that size on a file takes so long that it should be said. */
const LARGE_BYTES = 64 * 2 ** 20;

interface Opened {
  readonly file: SnapshotFile;
  readonly graph: HeapGraph;
}

/**
 * Analyses the heap snapshots of one process: the last one that holds, and with it the first of the same thread, so that no
 * more than two are held at a time. What is cut short is counted, where nothing else is there.
 */
export async function examineSnapshots(
  files: readonly SnapshotFile[],
  options: ExamineOptions,
): Promise<SnapshotFindings> {
  const notes: string[] = [];
  const whole = files.filter(({ state }) => state === 'ok');
  const last = await firstThatHolds(whole.toReversed(), notes, options);
  const earlier = whole.filter((file) => file !== last?.file && file.thread === last?.file.thread);
  const first =
    last === undefined
      ? undefined
      : await firstThatHolds(earlier.slice(0, whole.indexOf(last.file)), notes, options);
  const opened = [first, last].filter((one) => one !== undefined);
  const passedOver = whole.length - opened.length - notes.length;
  if (passedOver > 0)
    notes.push(`${passedOver} heap snapshots between the first and the last are not analysed`);
  const histogram = last === undefined ? await countedCut(files, options) : undefined;
  const graphs = opened.map(({ graph }) => graph);
  const suspect = mainSuspect(graphs, options);
  return {
    analysed: opened.length,
    suspect,
    growth: growthOf(opened, suspect),
    code: first === undefined || last === undefined ? undefined : codeGrowth(first, last),
    histogram,
    notes,
  };
}

/** The first of the files that can be analysed. Why one cannot is noted. */
async function firstThatHolds(
  files: readonly SnapshotFile[],
  notes: string[],
  { signal, talk }: ExamineOptions,
): Promise<Opened | undefined> {
  for (const file of files) {
    if (file.bytes >= LARGE_BYTES) talk(`analyses ${file.path} (${longBytes(file.bytes)})`);
    try {
      return {
        file,
        graph: await openHeapSnapshot(file.path, { layers: GRAPH_LAYERS, ...(signal && { signal }) }),
      };
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      notes.push(`heap snapshot ${file.path} is not analysed: ${error.message}`);
    }
  }
  return undefined;
}

/** What there is in the last file that is cut, where it can be counted. */
async function countedCut(
  files: readonly SnapshotFile[],
  { signal }: ExamineOptions,
): Promise<SnapshotFindings['histogram']> {
  const cut = files.findLast(({ state }) => state === 'cut');
  if (cut === undefined) return undefined;
  try {
    const words = await histogramWords(cut.path, signal);
    return words === undefined ? undefined : { path: cut.path, words };
  } catch (error) {
    // That it is cut is told already.
    if (error instanceof HeaptideError) return undefined;
    throw error;
  }
}

/** How what piles up grew, and the heap as a whole. */
function growthOf(opened: readonly Opened[], suspect: SnapshotFindings['suspect']): GrowthHistory[] {
  if (opened.length < 2) return [];
  const history = (of: Phrase, sizes: readonly number[]): GrowthHistory => ({
    source: 'heap-snapshots',
    of,
    points: opened.map(({ file: { time } }, at) => ({
      bytes: sizes[at]!,
      ...(time === undefined ? {} : { time: new Date(time).toISOString() }),
    })),
  });
  const { retained, holder } = suspect ?? {};
  return [
    ...(retained === undefined ? [] : [history([{ name: holder!.name }], retained)]),
    history(
      ['the whole heap'],
      opened.map(({ graph }) => graph.retainedSizes[0]!),
    ),
  ];
}

function codeGrowth(first: Opened, last: Opened): { from: number; to: number } {
  return { from: summariseKinds(first.graph).code, to: summariseKinds(last.graph).code };
}
