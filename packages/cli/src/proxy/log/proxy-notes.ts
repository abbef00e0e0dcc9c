import type { HealthStatus } from '@heaptide/proxy';
import type { LogFields, LogLevel } from './log-record.js';

/** What is looked at of a proxy: numbers that only grow, and how its upstream is at the moment. */
export interface ProxyFigures {
  readonly answered: number;
  readonly upstreamFailures: number;
  /** Why the upstream failed last. */
  readonly lastFailure: string | undefined;
  readonly upstreamStatus: HealthStatus;
  readonly recovered: number;
  readonly recoveriesFailed: number;
  readonly evicted: number;
  readonly connectionsTurnedAway: number;
}

export interface Note {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

/** Evictions go on for as long as there are too many sessions. */
const EVICTIONS_EVERY_MS = 60_000;

/**
 * What is worth a line of what a proxy has counted since the last look: however much happens between two looks, it is one
 * line of each kind, with the number.
 */
export class ProxyNotes {
  #before: ProxyFigures;
  #isFailing = false;
  #evictedTold: number;
  #evictionsTellAt = 0;

  constructor(before: ProxyFigures) {
    this.#before = before;
    this.#evictedTold = before.evicted;
  }

  /** `now` is in milliseconds of any clock that does not go back. */
  look(figures: ProxyFigures, now: number): Note[] {
    const grown = (
      name: 'answered' | 'upstreamFailures' | 'recovered' | 'recoveriesFailed' | 'connectionsTurnedAway',
    ) => figures[name] - this.#before[name];
    const notes: Note[] = [];
    const tell = (level: LogLevel, message: string, fields: LogFields = {}) =>
      notes.push({ level, message, fields });

    const failures = grown('upstreamFailures');
    if (failures > 0) {
      tell('warn', 'upstream failing', { requests: failures, reason: figures.lastFailure });
      this.#isFailing = true;
    } else if (this.#isFailing && grown('answered') > 0) {
      tell('info', 'upstream back');
      this.#isFailing = false;
    }
    const isUnhealthy = figures.upstreamStatus === 'unhealthy';
    if (isUnhealthy !== (this.#before.upstreamStatus === 'unhealthy')) {
      if (isUnhealthy) tell('warn', 'upstream unhealthy');
      else tell('info', 'upstream healthy again');
    }
    if (grown('recovered') > 0) tell('info', 'sessions recovered', { sessions: grown('recovered') });
    if (grown('recoveriesFailed') > 0) {
      tell('warn', 'sessions not recovered', { sessions: grown('recoveriesFailed') });
    }
    if (figures.evicted > this.#evictedTold && now >= this.#evictionsTellAt) {
      tell('warn', 'sessions evicted to make room', { sessions: figures.evicted - this.#evictedTold });
      this.#evictedTold = figures.evicted;
      this.#evictionsTellAt = now + EVICTIONS_EVERY_MS;
    }
    if (grown('connectionsTurnedAway') > 0) {
      tell('warn', 'connections turned away', { connections: grown('connectionsTurnedAway') });
    }
    this.#before = figures;
    return notes;
  }
}
