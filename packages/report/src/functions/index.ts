export { type DiffTextOptions, renderDiffJson, renderDiffText } from './diff.js';
export {
  functionTitle,
  type FunctionView,
  reportOf,
  viewFunctions,
  type ViewOptions,
} from './function-view.js';
export { renderTopJson, renderTopText } from './top.js';
export { renderTreeJson, renderTreeText, type TreeOptions } from './tree.js';
