import type { Capture } from '@heaptide/profile';

export interface CaptureRequest {
  /** Force a full garbage collection first. Costs the target a pause. */
  readonly gc: boolean;
  readonly signal?: AbortSignal;
}

/** Something that can be asked for a capture again and again: a live process behind a URL. */
export interface CaptureSource {
  /** What the user typed, for headings. Hostile text until sanitised. */
  readonly name: string;
  /**
   * Reads one capture with births.
   * @throws {HeaptideError} `HT_E_UNREACHABLE`, `HT_E_NOT_A_PROFILE`, `HT_E_BAD_ANSWER` or `HT_E_TIMEOUT`.
   */
  capture(request: CaptureRequest): Promise<Capture>;
}
