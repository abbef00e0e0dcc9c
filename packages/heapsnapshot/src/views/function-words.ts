import type { FunctionPlace } from '../census/function-places.js';

/** `onData (server.mjs:40)`: what a function is called, and where it stands. Hostile text. */
export function functionWords({ name, file, line }: FunctionPlace): string {
  if (file === undefined) return name;
  const short = file.startsWith('node:') ? file : file.slice(file.lastIndexOf('/') + 1);
  return line === undefined ? `${name} (${short})` : `${name} (${short}:${line})`;
}
