export {
  BASE_LABEL,
  type BaseOptions,
  compareToBase,
  isBaseSample,
  labelBase,
  subtractBase,
} from './algebra/base.js';
export { compareUtf8 } from './algebra/byte-order.js';
export { BORN_LABEL, EXTERNAL_LABEL, EXTERNAL_OBJECTS_LABEL, type Capture, captureOf } from './capture.js';
export {
  type CaptureGap,
  type CaptureMetadata,
  captureComment,
  parseCaptureMetadata,
} from './capture-metadata.js';
export { decodeProfile } from './format/decode.js';
export { type DemangleMode, demangleName } from './demangle/demangle-name.js';
export { type DemangleOptions, demangleProfile } from './demangle/demangle-profile.js';
export { encodeProfile } from './format/encode.js';
export { formatValue } from './units/format-value.js';
export { goFixed, infinite } from './units/go-fixed.js';
export { locationFrames, type StackFrame, stackFrames } from './algebra/frames.js';
export { gunzip, type GunzipOptions, gzip, type Inflate, isGzip } from './format/gzip.js';
export { importHeapProfile } from './format/import-heapprofile.js';
export { compileRe2, type Re2 } from './re2/re2.js';
export { type ErrorCode, HeaptideError } from './heaptide-error.js';
export { encodeLoose } from './loose-utf8.js';
export { type Label, sampleLabelNumber, sampleLabels } from './algebra/labels.js';
export type { Line } from './build/location-table.js';
export { type FrameLookup, mapPositions } from './algebra/map-positions.js';
export { combineProfiles, mergeProfiles, withSomeMapping } from './algebra/merge.js';
export { normalizeTo } from './algebra/normalize.js';
export { scaleProfile } from './algebra/scale.js';
export {
  type FunctionOptions,
  type LocationOptions,
  type MappingOptions,
  ProfileBuilder,
  type ProfileBuilderOptions,
  type SampleOptions,
} from './build/profile-builder.js';
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
} from './units/quantity.js';
export { readCapture, readProfile, type ReadOptions } from './format/read-profile.js';
export { writeProfile } from './format/write-profile.js';
export { selectSampleType } from './algebra/select-sample-type.js';
export { describeMisfit, type Format, sniff } from './format/sniff.js';
export { StringTable } from './string-table.js';
export { type ScaledValue, scaleValue, unitRatio } from './units/units.js';
export * from './filter/index.js';
export * from './graph/index.js';
export * from './compare/index.js';
