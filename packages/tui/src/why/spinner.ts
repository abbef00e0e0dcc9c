import { SPINNER_MS } from './asking-line.js';

/** Draws anew as often as the spinner turns, while it is wanted. Keeps no process alive. */
export class Spinner {
  readonly #draw: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  turn(on: boolean): void {
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(this.#draw, SPINNER_MS).unref() : undefined;
  }
}
