const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const toUtf8 = new TextEncoder();

/** Up to here a loop over ASCII bytes is faster than the decoder of the platform. */
const SHORT = 64;

/**
 * The strings of a profile by id: 0 is the empty string.
 *
 * A table that was read from a file holds UTF-8 and decodes a string when it is asked for first: of the names in a large
 * profile, few are ever shown. What is no UTF-8 becomes U+FFFD in `get`, and stays as it is in `utf8`.
 */
export class StringTable implements Iterable<string> {
  readonly length: number;
  /** Decoded strings; holes where none was asked for. */
  readonly #texts: (string | undefined)[];
  /** UTF-8 of all strings in a row, with `length + 1` offsets; absent from tables made of strings. */
  readonly #bytes: Uint8Array | undefined;
  readonly #offsets: Int32Array | undefined;

  private constructor(
    length: number,
    texts: (string | undefined)[],
    bytes: Uint8Array | undefined,
    offsets: Int32Array | undefined,
  ) {
    this.length = length;
    this.#texts = texts;
    this.#bytes = bytes;
    this.#offsets = offsets;
  }

  /** A table of these strings, the first of which must be empty. The list is copied. */
  static of(texts: readonly string[]): StringTable {
    if (texts[0] !== '') throw new RangeError('the first string of a table is not empty');
    return new StringTable(texts.length, [...texts], undefined, undefined);
  }

  /** A table over UTF-8: string `id` lies between offsets `id` and `id + 1`. Neither array may change afterwards. */
  static decoding(bytes: Uint8Array, offsets: Int32Array): StringTable {
    return new StringTable(offsets.length - 1, [], bytes, offsets);
  }

  /** The string of an id; ids outside the table throw a `RangeError`, since that is a defect of the caller. */
  get(id: number): string {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const text = decode(this.utf8(id));
    this.#texts[id] = text;
    return text;
  }

  /** The string as it stands in a file. Not to be written to. */
  utf8(id: number): Uint8Array {
    if (!(id >= 0 && id < this.length)) throw new RangeError(`no string ${id} in a table of ${this.length}`);
    if (this.#bytes === undefined) return toUtf8.encode(this.#texts[id]);
    return this.#bytes.subarray(this.#offsets![id], this.#offsets![id + 1]);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let id = 0; id < this.length; id++) yield this.get(id);
  }
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > SHORT) return utf8.decode(bytes);
  let text = '';
  for (const byte of bytes) {
    if (byte > 0x7f) return utf8.decode(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}
