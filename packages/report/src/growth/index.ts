export { type GrowthJsonOptions, renderGrowthJson } from './growth-json.js';
export { renderGrowthMarkdown } from './growth-markdown.js';
export { type GrowthTextOptions, type GrowthViewOptions, renderGrowthText } from './growth-text.js';
export { type Grouping, GROUPINGS, groupSites, type SiteGroup } from './group-sites.js';
export type { SiteSum } from './sum-sites.js';
