import type { CaptureMetadata } from '@heaptide/targets';
import type { CaptureNumber } from '../engine/capture-entry.js';

/** What is known of a capture besides what stands in it. */
export interface CaptureMark {
  readonly pinned: boolean;
  /** Raw text. */
  readonly note: string;
  /** Differences are counted from it. */
  readonly baseline: boolean;
  /** The connection was lost before it. */
  readonly afterGap: boolean;
}

export const NO_MARK: CaptureMark = { pinned: false, note: '', baseline: false, afterGap: false };

export interface StoredCapture {
  /** As they were received. */
  readonly bytes: Uint8Array;
  readonly metadata: CaptureMetadata;
}

/** Where the bytes of captures are, so that none of them need be in memory. */
export interface CaptureStore {
  /** Bytes that it holds at most. */
  readonly room: number;
  /** @throws {HeaptideError} `HT_E_UNWRITABLE`; then it is as it was before. */
  keep(number: CaptureNumber, capture: StoredCapture): Promise<void>;
  /** @throws {HeaptideError} `HT_E_UNREADABLE`, `HT_E_NO_SUCH_FILE`. */
  read(number: CaptureNumber): Promise<Uint8Array>;
  /** The capture will not be asked for any more. */
  forget(number: CaptureNumber): void;
  /** Puts down what is known of a capture where there is a place for it. Tells its own problems. */
  mark(number: CaptureNumber, mark: CaptureMark): void;
  /** Ends all that it owns; without effect the second time. */
  close(): Promise<void>;
}
