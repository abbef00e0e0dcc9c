export type { CaptureRequest, CaptureSource } from './capture-source.js';
export { type Capture, type CaptureMetadata, HeaptideError } from '@heaptide/profile';
