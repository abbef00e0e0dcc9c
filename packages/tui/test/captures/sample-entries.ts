import type { CaptureEntry, CaptureNumber } from '../../src/engine/capture-entry.js';
import type { ArrivedCapture } from '../../src/captures/capture-shelf.js';
import { sampleMetadata } from '../sample-report.js';

export function numbered(number: number): CaptureNumber {
  return number as CaptureNumber;
}

export function sampleEntry(number: number, changes: Partial<CaptureEntry> = {}): CaptureEntry {
  return {
    number: numbered(number),
    metadata: sampleMetadata(number),
    life: 1,
    size: 100,
    sites: 7,
    afterGap: false,
    pinned: false,
    note: '',
    ...changes,
  };
}

/** `size` bytes that tell one capture from another. */
export function bytesOf(seed: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = seed * 31 + index * 7;
  return bytes;
}

export function arrival(index: number, changes: Partial<ArrivedCapture> = {}): ArrivedCapture {
  return {
    bytes: bytesOf(index, 64),
    metadata: sampleMetadata(index),
    sites: 7,
    life: 1,
    afterGap: false,
    ...changes,
  };
}
