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
export * from './growth/index.js';
export { type SafeText, safeText, type SafeTextOptions } from './safe-text.js';
export * from './pprof/index.js';
