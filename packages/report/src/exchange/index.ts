export { type FoldedOptions, renderFolded } from './folded.js';
export { renderSpeedscope, type SpeedscopeOptions } from './speedscope.js';
