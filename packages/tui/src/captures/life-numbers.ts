import type { CaptureMetadata } from '@heaptide/targets';

/**
 * Numbers the lives of a process from 1, in the order in which they are first seen. As in a judged series, pid and start tell
 * them apart; captures of another thread cannot be compared either and so count as another life.
 */
export class LifeNumbers {
  readonly #lives = new Map<string, number>();

  of({ pid, startedAt, thread = 0 }: CaptureMetadata): number {
    const key = JSON.stringify([pid, startedAt, thread]);
    const known = this.#lives.get(key) ?? this.#lives.size + 1;
    this.#lives.set(key, known);
    return known;
  }
}
