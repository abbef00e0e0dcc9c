import { type Capture, HeaptideError } from '@heaptide/targets';
import type { SeriesJudge } from './engine-options.js';

export interface TakenCapture {
  readonly judge: SeriesJudge;
  /** Why judging began anew. */
  readonly reason?: string;
}

/** Has `judge` take a capture, or a new one where it cannot be one series with those before. */
export function takeIntoSeries(
  judge: SeriesJudge,
  capture: Capture,
  create: () => SeriesJudge,
): TakenCapture {
  try {
    judge.take(capture);
    return { judge };
  } catch (error) {
    if (!(error instanceof HeaptideError) || error.code !== 'HT_E_MIXED_SERIES') throw error;
    const anew = create();
    anew.take(capture);
    return { judge: anew, reason: error.message };
  }
}
