import type { CaptureMetadata } from '@heaptide/profile';
import type { Expectation } from './growth-report.js';
import type { SeriesContext } from './site-verdict.js';

/** What the sites are judged against, and what else a report tells of all of them. */
export interface TrackSeries extends SeriesContext {
  /** Functions keep their own bytes: V8 inlines none. */
  readonly exactSites: boolean;
  readonly expectations: readonly Expectation[];
  readonly newest: CaptureMetadata;
  /** Number of the newest reading at each capture; -1 where there was none yet. */
  readonly readingAt: readonly number[];
}
