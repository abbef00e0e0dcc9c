export {
  bytesLike,
  bytesOf,
  count,
  duration,
  longBytes,
  period,
  rate,
  shortBytes,
  shortBytesLike,
  signedBytes,
  signedLongBytes,
  timeOfDay,
} from '@heaptide/profile';
export { renderGrowthJson } from './growth-json.js';
export { type GrowthTextOptions, renderGrowthText } from './growth-text.js';
export { type SafeText, safeText, type SafeTextOptions } from './safe-text.js';
export * from './pprof/index.js';
