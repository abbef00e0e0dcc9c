import { Transform, type TransformCallback } from 'node:stream';

/** Passes so many bytes a second on. */
export class Throttle extends Transform {
  readonly #bytesPerSecond: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(bytesPerSecond: number) {
    super({ highWaterMark: 16 * 1024 });
    this.#bytesPerSecond = bytesPerSecond;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#timer = setTimeout(() => done(null, chunk), (chunk.length / this.#bytesPerSecond) * 1_000);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#timer);
    done(error);
  }
}
