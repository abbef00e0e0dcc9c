import { type GrowthReport, judgeSeries, type SiteReport } from '@heaptide/growth';
import { type Capture, HeaptideError, type NamedCapture } from '@heaptide/targets';
import { assumeSeries } from '../growth/assume-series.js';
import { selectSeries } from '../growth/select-series.js';
import { largestSite, liveBytes, type LiveSite } from './live-bytes.js';

/** What the captures of one process say. */
export interface CaptureFindings {
  /** The captures that were judged, in order. */
  readonly captures: readonly Capture[];
  /** Absent where they are no series. */
  readonly report: GrowthReport | undefined;
  /** Whether the times of the captures are known. */
  readonly timed: boolean;
  /** Sites that grow, those that are proven first. */
  readonly growing: readonly SiteReport[];
  /** The function of the program that has most live in the last capture. */
  readonly largest: LiveSite | undefined;
  /** Live bytes of the last capture of the heap. */
  readonly allSpace: number;
  /** Why something was left out or not judged. Raw text. */
  readonly notes: readonly string[];
}

const GROWING: ReadonlySet<string> = new Set(['leak', 'backlog', 'growing']);
/** A series of fewer says what is large, not what grows. */
const FEWEST = 2;

/** Judges the captures of one process; `undefined` where there is none. `mapCapture` puts original places in. */
export function judgeCaptures(
  captures: readonly NamedCapture[],
  mapCapture: (capture: Capture) => Capture,
): CaptureFindings | undefined {
  if (captures.length === 0) return undefined;
  const series = seriesOf(captures);
  const mapped = series.captures.map(mapCapture);
  const report = mapped.length < FEWEST ? undefined : judgeSeries(mapped);
  const last = mapped.filter(({ metadata }) => metadata?.kind !== 'external').at(-1) ?? mapped.at(-1)!;
  return {
    captures: mapped,
    report,
    timed: series.timed,
    growing: growingSites(report),
    largest: largestSite(last.profile),
    allSpace: liveBytes(last.profile),
    notes: series.notes,
  };
}

interface Series {
  readonly captures: readonly Capture[];
  readonly timed: boolean;
  readonly notes: readonly string[];
}

function seriesOf(captures: readonly NamedCapture[]): Series {
  try {
    if (captures.some(({ capture }) => capture.metadata !== undefined)) {
      const { captures: chosen, notes } = selectSeries(captures);
      return { captures: chosen.map(({ capture }) => capture), timed: true, notes };
    }
    return assumeSeries(captures, false);
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    // Alone it still says what is large.
    const notes = captures.length === 1 ? [] : [`the captures are no series: ${error.message}`];
    return { captures: captures.slice(-1).map(({ capture }) => capture), timed: false, notes };
  }
}

function growingSites(report: GrowthReport | undefined): SiteReport[] {
  return (report?.sites ?? [])
    .filter(({ verdict, expected }) => GROWING.has(verdict) && expected?.holds !== true)
    .sort((a, b) => Number(b.confirmed) - Number(a.confirmed));
}
