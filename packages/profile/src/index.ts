export { subtractBase } from './base.js';
export { compareUtf8 } from './byte-order.js';
export { BORN_LABEL, type Capture, captureOf } from './capture.js';
export {
  type CaptureGap,
  type CaptureMetadata,
  captureComment,
  parseCaptureMetadata,
} from './capture-metadata.js';
export { decodeProfile } from './decode.js';
export { encodeProfile } from './encode.js';
export { formatValue } from './format-bytes.js';
export { locationFrames, type StackFrame, stackFrames } from './frames.js';
export { gunzip, type GunzipOptions, gzip, isGzip } from './gzip.js';
export { type ErrorCode, HeaptideError } from './heaptide-error.js';
export { type Label, sampleLabelNumber, sampleLabels } from './labels.js';
export type { Line } from './location-table.js';
export { mergeProfiles } from './merge.js';
export {
  type FunctionOptions,
  type LocationOptions,
  type MappingOptions,
  ProfileBuilder,
  type ProfileBuilderOptions,
  type SampleOptions,
} from './profile-builder.js';
export type {
  FunctionId,
  Functions,
  LocationId,
  Locations,
  MappingId,
  Mappings,
  Profile,
  Samples,
  StringId,
  ValueType,
} from './profile.js';
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
} from './quantity.js';
export { readCapture, readProfile, type ReadOptions, writeProfile } from './read-profile.js';
export { selectSampleType } from './select-sample-type.js';
export { describeMisfit, type Format, sniff } from './sniff.js';
export { type TopFunctions, topFunctions, type TopOptions, type TopRow } from './top.js';
export { type ScaledValue, scaleValue, unitRatio } from './units.js';
