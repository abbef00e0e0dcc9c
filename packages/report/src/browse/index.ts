export {
  type CaptureComparison,
  type ComparedAmount,
  type ComparedSite,
  compareCaptures,
  type CompareCapturesOptions,
} from './compare-captures.js';
export { type PathChange, pathChanges, type PathChangesOptions } from './path-changes.js';
export { type LineBytes, siteCalls, type SiteCalls, type SiteCallsOptions } from './site-calls.js';
export type { CallRow, CallTreeBounds } from './call-tree.js';
export type { WantedFrame } from './call-frames.js';
export type { Held, MemoryKind } from './held-memory.js';
export { type SiteFunction, siteKey } from './site-function.js';
