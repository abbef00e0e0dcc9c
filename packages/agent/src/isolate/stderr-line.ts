import { writeSync } from 'node:fs';

/**
 * Tells the user one line. Not through `process.stderr`, whose `error` event would end the host process when nobody
 * reads the other end.
 */
export function sayOnStderr(text: string): void {
  try {
    writeSync(2, `heaptide: ${text}\n`);
  } catch {
    // Nobody is listening, and the host must not pay for that.
  }
}
