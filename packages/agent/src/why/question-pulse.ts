const BEATS = 0;
const PAUSES = 1;
const RESUMED = 2;
const ARMED = 3;
const LEFT = 4;
const RELEASED = 5;
const FLAGS = 6;

/** What the thread that asks was seen to be at. */
export interface PulseReading {
  /** Signs of life so far. */
  readonly beats: number;
  /** Number of the last stop of the main thread, and of the last that was told to go on. */
  readonly pauses: number;
  readonly resumed: number;
  /** Whether it may stop the main thread. */
  readonly armed: boolean;
}

/** What the thread that asks tells of itself, seen at once by the thread that watches it, whatever either is busy with. */
export class QuestionPulse {
  readonly shared: SharedArrayBuffer;
  readonly #flags: Int32Array;

  constructor(shared = new SharedArrayBuffer(FLAGS * Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#flags = new Int32Array(shared);
  }

  get reading(): PulseReading {
    return {
      beats: Atomics.load(this.#flags, BEATS),
      pauses: Atomics.load(this.#flags, PAUSES),
      resumed: Atomics.load(this.#flags, RESUMED),
      armed: Atomics.load(this.#flags, ARMED) === 1,
    };
  }

  beat(): void {
    Atomics.add(this.#flags, BEATS, 1);
  }

  /** From now on the main thread may stop. A sign of life: until now more patience was due. */
  arm(): void {
    this.beat();
    Atomics.store(this.#flags, ARMED, 1);
  }

  /** It can stop no more, and goes on if it has. */
  disarm(): void {
    this.resume();
    Atomics.store(this.#flags, ARMED, 0);
  }

  /** The main thread has stopped. */
  pause(): void {
    Atomics.add(this.#flags, PAUSES, 1);
  }

  /** It has been told to go on. */
  resume(): void {
    Atomics.store(this.#flags, RESUMED, Atomics.load(this.#flags, PAUSES));
  }

  /** The session with the main thread has ended. */
  leave(): void {
    Atomics.store(this.#flags, LEFT, 1);
    Atomics.notify(this.#flags, LEFT);
  }

  get hasLeft(): boolean {
    return Atomics.load(this.#flags, LEFT) === 1;
  }

  /** Blocks until it has, or `milliseconds` have passed. */
  waitUntilLeft(milliseconds: number): boolean {
    return Atomics.wait(this.#flags, LEFT, 0, milliseconds) !== 'timed-out';
  }

  /** The main thread has done its part of ending the session. */
  release(): void {
    Atomics.store(this.#flags, RELEASED, 1);
    Atomics.notify(this.#flags, RELEASED);
  }

  /** Blocks until it has, or `milliseconds` have passed. */
  waitUntilReleased(milliseconds: number): void {
    Atomics.wait(this.#flags, RELEASED, 0, milliseconds);
  }
}
