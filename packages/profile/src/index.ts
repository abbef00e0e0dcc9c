export { type Capture, BORN_LABEL } from './capture.js';
export {
  type CaptureGap,
  type CaptureMetadata,
  captureComment,
  parseCaptureMetadata,
} from './capture-metadata.js';
export { type ErrorCode, HeaptideError } from './heaptide-error.js';
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
