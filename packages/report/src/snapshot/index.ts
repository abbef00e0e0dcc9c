export {
  CENSUS_KINDS,
  type CensusKind,
  type CensusView,
  renderCensusJson,
  renderCensusText,
} from './census/take-census.js';
export { renderClassesJson, renderClassesText } from './classes.js';
export { type DominatorsOptions, renderDominatorsJson, renderDominatorsText } from './dominators.js';
export { renderDiffJson, renderDiffText } from './diff.js';
export { type GrowthView, renderSnapshotGrowthJson, renderSnapshotGrowthText } from './growth.js';
export { renderHistogramJson, renderHistogramText } from './histogram.js';
export { renderKindsJson, renderKindsText } from './kinds.js';
export { nodeLines } from './node-lines.js';
export { renderNodesJson, renderNodesText } from './nodes.js';
export { pathLines, type PathsView, renderPathsJson, renderPathsText } from './path.js';
export { renderQueryJson, renderQueryText } from './query.js';
export { renderScrubJson, renderScrubText } from './scrub.js';
export { shownEdge } from './shown-edge.js';
export { renderSuspectsJson, renderSuspectsText, type SuspectsView, type ToldSuspect } from './suspects.js';
