import type { CaptureMetadata } from '@heaptide/targets';

/** Number of a capture in its series, from 1; never given twice. */
export type CaptureNumber = number & { readonly __number: 'capture' };

/** One capture of a series as the screens list it; its profile is read only when it is asked for. */
export interface CaptureEntry {
  readonly number: CaptureNumber;
  readonly metadata: CaptureMetadata;
  /** Which life of the process it belongs to, from 1: captures of two lives are never compared. */
  readonly life: number;
  /** Bytes of its file. */
  readonly size: number;
  /** Allocation sites that hold something. */
  readonly sites: number;
  /** Nothing was read between the capture before and this one although it was tried: connection lost. */
  readonly afterGap: boolean;
  /** The user wants it kept. */
  readonly pinned: boolean;
  /** What the user wrote to it. Raw text. */
  readonly note: string;
}
