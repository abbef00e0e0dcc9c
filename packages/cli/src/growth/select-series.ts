import { newestLife } from '@heaptide/growth';
import type { CaptureMetadata } from '@heaptide/profile';
import { HeaptideError, type NamedCapture } from '@heaptide/targets';
import { leftOut } from './left-out.js';

/** The captures that are one series, in order of time. */
export interface SelectedSeries {
  readonly captures: readonly NamedCapture[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

export interface SelectOptions {
  /** Choose this process where there are several. */
  readonly pid?: number | undefined;
}

interface Dated {
  readonly named: NamedCapture;
  readonly metadata: CaptureMetadata;
}

/**
 * The newest series among captures of which one at least has metadata: of one process, one life of it and one thread,
 * sampled in one way without a gap. Captures of external memory go with those of the heap.
 * @throws {HeaptideError} `HT_E_MIXED_SERIES` for several processes that are no lives of one service, `HT_E_NO_CAPTURES` for
 * a pid that is not among them.
 */
export function selectSeries(captures: readonly NamedCapture[], { pid }: SelectOptions = {}): SelectedSeries {
  const notes: string[] = [];
  const leave = (left: readonly Dated[], why: string): void => {
    if (left.length > 0)
      notes.push(
        leftOut(
          left.map(({ named }) => named.name),
          why,
        ),
      );
  };
  const foreign = captures.filter(({ capture }) => capture.metadata === undefined);
  if (foreign.length > 0)
    notes.push(
      leftOut(
        foreign.map(({ name }) => name),
        'no metadata of heaptide',
      ),
    );

  const dated = captures.flatMap((named): Dated[] =>
    named.capture.metadata === undefined ? [] : [{ named, metadata: named.capture.metadata }],
  );
  const ofPid = dated.filter(({ metadata }) => pid === undefined || metadata.pid === pid);
  if (ofPid.length === 0) {
    throw new HeaptideError('HT_E_NO_CAPTURES', `no capture of pid ${pid}, only of ${processes(dated)}`);
  }
  const ofLife = [...newestLife(ofPid)];
  checkOneProcess(ofLife);
  leave(without(ofPid, ofLife), 'of earlier lives of the process');

  const thread = ofLife.some(({ metadata }) => metadata.thread === undefined)
    ? undefined
    : Math.min(...ofLife.map(({ metadata }) => metadata.thread!));
  const ofThread = ofLife.filter(({ metadata }) => metadata.thread === thread);
  leave(without(ofLife, ofThread), `of other threads than ${thread ?? 'the main thread'}`);

  const inOrder = ofThread.sort((a, b) => timeOf(a) - timeOf(b));
  const once = inOrder.filter(
    (one, i) =>
      inOrder.findIndex((other) => timeOf(other) === timeOf(one) && kindOf(other) === kindOf(one)) === i,
  );
  leave(without(inOrder, once), 'the same moment is there already');

  const runs = (['heap', 'external'] as const).map((kind) => {
    const ofKind = once.filter((one) => kindOf(one) === kind);
    const { from, why } = newestRun(ofKind);
    leave(ofKind.slice(0, from), why);
    return ofKind.slice(from);
  });
  return { captures: runs.flat().map(({ named }) => named), notes };
}

function checkOneProcess(captures: readonly Dated[]): void {
  const [first, ...others] = lives(captures);
  if (first === undefined || others.length === 0) return;
  const pids = [...new Set([first, ...others].map(({ pid }) => pid))];
  const how = pids.length > 1 ? `choose one by --pid ${pids[0]}` : 'name the files of one';
  throw new HeaptideError(
    'HT_E_MIXED_SERIES',
    `captures of ${others.length + 1} processes: ${processes(captures)}; ${how}`,
  );
}

/** Metadata of one capture of each life. */
function lives(captures: readonly Dated[]): CaptureMetadata[] {
  const found = new Map<string, CaptureMetadata>();
  for (const { metadata } of captures) found.set(`${metadata.pid} ${metadata.startedAt}`, metadata);
  return [...found.values()];
}

const MOST_NAMED = 5;

function processes(captures: readonly Dated[]): string {
  const all = lives(captures);
  const named = all.slice(0, MOST_NAMED).map(({ service, pid }) => `${service} (pid ${pid})`);
  return named.join(', ') + (all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : '');
}

/** Where the newest run begins that was sampled in one way without a gap, and what ended the one before. */
function newestRun(captures: readonly Dated[]): { from: number; why: string } {
  for (let i = captures.length - 1; i > 0; i--) {
    const why = breakBetween(captures[i - 1]!.metadata, captures[i]!.metadata);
    if (why !== undefined) return { from: i, why };
  }
  return { from: 0, why: '' };
}

function breakBetween(before: CaptureMetadata, now: CaptureMetadata): string | undefined {
  const gap = now.gaps.find(({ to }) => Date.parse(to) > Date.parse(before.time));
  if (gap !== undefined) return `the sampler was interrupted at ${gap.to} (${gap.reason})`;
  if (before.interval !== now.interval) {
    return `sampled every ${before.interval} bytes, and then every ${now.interval}`;
  }
  if (before.exactSites !== now.exactSites) {
    return `with${before.exactSites === true ? '' : 'out'} exact sites, unlike the newer ones`;
  }
  return undefined;
}

function without(all: readonly Dated[], kept: readonly Dated[]): Dated[] {
  const keeps = new Set(kept);
  return all.filter((one) => !keeps.has(one));
}

function kindOf({ metadata }: Dated): 'heap' | 'external' {
  return metadata.kind ?? 'heap';
}

function timeOf({ metadata }: Dated): number {
  return Date.parse(metadata.time);
}
