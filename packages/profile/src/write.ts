/** What it takes to make a profile and write it, and no more: for programs that profile themselves and want to stay small. */
export { subtractBase } from './algebra/base.js';
export { locationFrames } from './algebra/frames.js';
export { ProfileBuilder } from './build/profile-builder.js';
export { BORN_LABEL, EXTERNAL_LABEL, EXTERNAL_OBJECTS_LABEL } from './capture.js';
export { type CaptureGap, type CaptureMetadata, captureComment } from './capture-metadata.js';
export { writeProfile } from './format/write-profile.js';
export type { LocationId, Profile } from './profile.js';
export { longBytes } from './units/quantity.js';
