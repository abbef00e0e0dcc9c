import type { GrowthReport } from '@heaptide/growth';
import type { CaptureMetadata } from '@heaptide/targets';

/** Moments are milliseconds since 1970 on our own clock. */
export interface Connection {
  readonly state: 'connecting' | 'live' | 'lost' | 'saved';
  readonly since: number;
  /** Why it was lost; raw text. */
  readonly reason?: string;
  /** When the next attempt begins. */
  readonly retryAt?: number;
}

/** What comes now is not one series with what came before, so judging began anew. */
export interface Restart {
  readonly at: number;
  /** Raw text: another process answers, or it is sampled otherwise. */
  readonly reason: string;
}

/** A stretch without captures inside the series. */
export interface CaptureInterruption {
  readonly from: number;
  readonly to: number;
  /** Captures of the series when it ended. */
  readonly captureCount: number;
}

/** What the captures so far say; all of it stands still while the screen is paused. */
export interface WatchSeries {
  readonly report?: GrowthReport;
  /** Absent also where the profile was not written by heaptide. */
  readonly latest?: CaptureMetadata;
  /** Arrival of the latest capture. */
  readonly receivedAt?: number;
  /** Captures since the last restart. */
  readonly captureCount: number;
  readonly restart?: Restart;
  readonly interruption?: CaptureInterruption;
}

export interface WatchState extends WatchSeries {
  /** Of the source; raw text. */
  readonly name: string;
  readonly everyMs: number;
  readonly connection: Connection;
  readonly paused: boolean;
  /** Captures taken since the pause. */
  readonly queued: number;
  /** The user asked for a capture that has not come yet. */
  readonly captureAsked: boolean;
}
