/** Keeps the beginning and the end of bytes that come in chunks, and forgets what is between. */
export class Ends {
  readonly #head: Uint8Array;
  readonly #most: number;
  #headLength = 0;
  #tail: Uint8Array[] = [];
  #tailLength = 0;
  /** Of all that was added. */
  length = 0;

  constructor(head: number, tail: number) {
    this.#head = new Uint8Array(head);
    this.#most = tail;
  }

  get isHeadFull(): boolean {
    return this.#headLength === this.#head.length;
  }

  add(chunk: Uint8Array): void {
    this.length += chunk.length;
    const ofHead = Math.min(chunk.length, this.#head.length - this.#headLength);
    this.#head.set(chunk.subarray(0, ofHead), this.#headLength);
    this.#headLength += ofHead;
    if (this.#most === 0 || ofHead === chunk.length) return;
    this.#tail.push(chunk.subarray(ofHead));
    this.#tailLength += chunk.length - ofHead;
    while (this.#tailLength - this.#tail[0]!.length >= this.#most)
      this.#tailLength -= this.#tail.shift()!.length;
  }

  read(): { readonly head: Uint8Array; readonly tail: Uint8Array; readonly between: number } {
    const head = this.#head.subarray(0, this.#headLength);
    const tail = Buffer.concat(this.#tail).subarray(-this.#most);
    return { head, tail, between: this.length - head.length - tail.length };
  }
}
