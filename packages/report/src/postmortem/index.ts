export { type Phrase, shortName } from '../growth/phrase.js';
export { renderPostmortemHtml } from './postmortem-html.js';
export { renderPostmortemJson } from './postmortem-json.js';
export { renderPostmortemMarkdown } from './postmortem-markdown.js';
export type {
  Accumulation,
  AccusedSite,
  Confidence,
  Death,
  DeathKind,
  FileKind,
  FileLine,
  FileState,
  GrowthHistory,
  GrowthPoint,
  NamelessGrowth,
  PathStep,
  PostmortemReport,
  PostmortemVerdict,
  RuledOut,
} from './postmortem-report.js';
export { renderPostmortemText, type PostmortemTextOptions } from './postmortem-text.js';
