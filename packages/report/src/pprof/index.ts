export { profileHeader } from './header.js';
export {
  DEFAULT_PPROF_OPTIONS,
  type Granularity,
  PPROF_OPTIONS,
  type PprofOption,
  type PprofOptionName,
  type PprofOptions,
} from './pprof-options.js';
export {
  generatePprofReport,
  type PprofFormat,
  type PprofRequest,
  type PprofSurroundings,
  prepareReport,
} from './pprof-report.js';
export { renderRaw } from './raw.js';
export { type TextItem, textItems } from './text.js';
export { type ListedFunction, type ListedLine, listFunctions, renderList } from './list.js';
