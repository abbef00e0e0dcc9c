import type { Address } from '@heaptide/agent';
import type { CheckedLimits, HeapWish, ProxyOptions, SessionBudget } from '@heaptide/proxy';
import type { LogFormat, LogLevel } from './log/log-record.js';

/** The sessions of a proxy and where they are kept. */
export interface SessionSettings {
  readonly idleTimeoutMs: number;
  readonly handshakeTimeoutMs: number;
  /** Of the table in memory. */
  readonly budget: SessionBudget;
  /** URL of a shared store, which may hold a password, in the place of the table. */
  readonly store: string | undefined;
  readonly storePrefix: string | undefined;
}

export interface LogSettings {
  readonly format: LogFormat | 'off';
  readonly level: LogLevel;
  readonly requests: boolean;
}

/** A whole configuration, checked. */
export interface ProxySettings {
  readonly options: ProxyOptions;
  /** Those of the options, with the defaults. */
  readonly limits: CheckedLimits;
  readonly sessions: SessionSettings;
  /** Where heap profiles are served, as it was written. */
  readonly debugAddress: string | undefined;
  /** Whether who retains may be asked there. */
  readonly allowWhy: boolean;
  readonly metricsAddress: Address | undefined;
  readonly heap: HeapWish;
  readonly log: LogSettings;
}
