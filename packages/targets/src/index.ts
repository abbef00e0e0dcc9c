export type { CaptureRequest, CaptureSource } from './capture-source.js';
export { HeapEndpoint, type HeapEndpointOptions, type ReceivedCapture } from './heap-endpoint.js';
export { type NamedCapture, readCaptures } from './read-captures.js';
export { inflate } from './inflate.js';
export { pollCaptures, type PollOptions } from './poll-captures.js';
export { saveCapture } from './save-capture.js';
export { parseTarget, type Target } from './target.js';
export { type Capture, type CaptureMetadata, HeaptideError } from '@heaptide/profile';
