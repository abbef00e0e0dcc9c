import { locationFrames, type LocationId, type Profile } from '@heaptide/profile';
import type { Frame } from './growth-report.js';

/**
 * The innermost frame of a location that belongs to the application; `undefined` where it is all Node's own, or the
 * agent's, whose hooks stand on the stacks of what they watch.
 */
export function applicationFrame(profile: Profile, location: number): Frame | undefined {
  return framesAt(profile, location).find(({ file }) => file !== '' && !isForeign(file));
}

/** The frames of one location, innermost first. A frame's place is where its function begins. */
export function framesAt(profile: Profile, location: number): Frame[] {
  return locationFrames(profile, location as LocationId).map(({ name, file, line, column, startLine }) => ({
    function: name,
    file,
    line: startLine || line,
    column,
  }));
}

function isForeign(file: string): boolean {
  return file.startsWith('node:') || file.startsWith('heaptide:');
}
