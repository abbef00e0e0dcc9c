export type {
  CaptureFigures,
  Evidence,
  Expectation,
  ExpectedPeak,
  Frame,
  GrowthReport,
  OffHeapGrowth,
  Outlook,
  PartTrait,
  ProcessVerdict,
  SiteReport,
  Slope,
  Verdict,
} from './growth-report.js';
export { isDecided, isFinding } from './findings.js';
export { CAPTURES_TO_CONFIRM } from './site-standing.js';
export { Hunt, type HuntOptions } from './hunt.js';
export { judgeSeries } from './judge-series.js';
export { singular } from './work-clock.js';
export { namesSite } from './site-name.js';
export { newestLife } from './newest-life.js';
