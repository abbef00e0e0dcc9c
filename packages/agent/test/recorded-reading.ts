import { readFileSync } from 'node:fs';
import type { SamplingProfile, SizeNode } from '../src/reading/heap-reading.js';

/** Mean bytes between two samples of the recording. */
export const RECORDED_INTERVAL = 64 * 1024;

/** Both trees of one heap, see recorded/record.mjs. */
export function recordedReading(): { profile: SamplingProfile; sizes: SizeNode } {
  const file = new URL('./recorded/reading.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as { profile: SamplingProfile; sizes: SizeNode };
}
