import type { GrowthReport, SiteReport } from '@heaptide/growth';
import type { CaptureMetadata } from '@heaptide/targets';
import { isFinding } from '../sites/verdict-sign.js';
import type { WatchState } from '../session/watch-state.js';

const SCHEMA = 'heaptide.watch/1';
/** A record is one line of a log: of very many findings it names the first, and `findingCount` tells of all. */
const MOST_FINDINGS = 100;

/** Something beside the captures that a reader of the series has to know. */
export type WatchEvent =
  /** Nothing answers; the record stands by itself and has no figures. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** Captures come again after so long: the series has a gap. */
  | { readonly kind: 'connected'; readonly gapMs: number }
  /** What comes now is not one series with what came before. */
  | { readonly kind: 'restart'; readonly reason: string };

export type RecordedFinding = Pick<
  SiteReport,
  'function' | 'file' | 'line' | 'column' | 'verdict' | 'confirmed'
> &
  SiteReport['slope'];

type CaptureFigures = Pick<CaptureMetadata, 'heapUsed' | 'heapLimit' | 'rss' | 'cgroup' | 'work' | 'gc'>;

/** What one line of a machine's log says. Names are raw text. */
export interface WatchRecord extends Partial<CaptureFigures> {
  readonly schema: typeof SCHEMA;
  /** ISO 8601: of the reading in the process, or on our clock where there is none. */
  readonly time: string;
  /** Number of the capture in this life of the process, from 1; of a `lost` record that of the last capture. */
  readonly capture: number;
  /** From 1; counts on with every restart. */
  readonly life: number;
  readonly verdict?: GrowthReport['verdict'];
  readonly unit?: string;
  readonly findings?: readonly RecordedFinding[];
  readonly findingCount?: number;
  readonly event?: WatchEvent;
}

/** What has been recorded already. */
export interface RecordsMemory {
  readonly captureCount: number;
  readonly restartAt: number | undefined;
  readonly life: number;
  readonly isLost: boolean;
}

export const NOTHING_RECORDED: RecordsMemory = {
  captureCount: 0,
  restartAt: undefined,
  life: 1,
  isLost: false,
};

export interface WatchRecords {
  readonly records: readonly WatchRecord[];
  readonly memory: RecordsMemory;
}

/** What `state` adds to what has been recorded before: one record a capture, and one where the connection is lost. */
export function watchRecords(state: WatchState, before: RecordsMemory): WatchRecords {
  const { connection, restart, report, captureCount } = state;
  if (connection.state === 'lost') {
    if (before.isLost) return { records: [], memory: before };
    return { records: [lostRecord(state, before)], memory: { ...before, isLost: true } };
  }
  const isRestart = restart !== undefined && restart.at !== before.restartAt;
  if (report === undefined || (captureCount === before.captureCount && !isRestart)) {
    return { records: [], memory: before };
  }
  const memory = {
    captureCount,
    restartAt: restart?.at,
    life: isRestart ? before.life + 1 : before.life,
    isLost: false,
  };
  const event = eventOf(state, before, isRestart);
  const record = captureRecord(state, report, memory.life);
  return { records: [event === undefined ? record : { ...record, event }], memory };
}

function eventOf(
  { restart, interruption }: WatchState,
  { isLost }: RecordsMemory,
  isRestart: boolean,
): WatchEvent | undefined {
  if (isRestart) return { kind: 'restart', reason: restart!.reason };
  if (!isLost || interruption === undefined) return undefined;
  return { kind: 'connected', gapMs: interruption.to - interruption.from };
}

function lostRecord({ connection }: WatchState, { captureCount, life }: RecordsMemory): WatchRecord {
  const { since, reason = 'no answer' } = connection;
  const time = new Date(since).toISOString();
  return { schema: SCHEMA, time, capture: captureCount, life, event: { kind: 'lost', reason } };
}

function captureRecord(
  { latest, receivedAt, captureCount }: WatchState,
  report: GrowthReport,
  life: number,
): WatchRecord {
  const found = report.sites.filter(({ verdict }) => isFinding(verdict));
  return {
    schema: SCHEMA,
    time: latest?.time ?? new Date(receivedAt ?? 0).toISOString(),
    capture: captureCount,
    life,
    ...(latest === undefined ? {} : figuresOf(latest)),
    verdict: report.verdict,
    unit: report.unit,
    findings: found.slice(0, MOST_FINDINGS).map(recordedFinding),
    findingCount: found.length,
  };
}

function figuresOf({ heapUsed, heapLimit, rss, cgroup, work, gc }: CaptureMetadata): CaptureFigures {
  return { heapUsed, heapLimit, rss, ...(cgroup === undefined ? {} : { cgroup }), work, gc };
}

function recordedFinding(site: SiteReport): RecordedFinding {
  const { function: name, file, line, column, verdict, confirmed, slope } = site;
  const { perUnit, low, high, perSecond } = slope;
  return { function: name, file, line, column, verdict, confirmed, perUnit, low, high, perSecond };
}
