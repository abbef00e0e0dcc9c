import type { Extent } from './scan-profile.js';
import { WireReader } from './wire-reader.js';

/** Walks through the messages of one field at the profile's top level: `next()` enters one, to be read with `reader`. */
export class MessageWalk {
  readonly reader: WireReader;
  readonly #field: number;
  /** Behind the last message. */
  readonly #end: number;
  /** Row number of the current message. */
  row = -1;

  /** `kind` is for error messages. */
  constructor(bytes: Uint8Array, { from, to, count }: Extent, field: number, kind: string) {
    this.reader = new WireReader(bytes);
    this.reader.subject = kind;
    this.reader.position = count === 0 ? 0 : from;
    this.reader.end = this.reader.position;
    this.#field = field;
    this.#end = count === 0 ? 0 : to;
  }

  /** Leaves the current message, however far it was read, and enters the next one; false where there is none. */
  next(): boolean {
    const { reader } = this;
    reader.position = reader.end;
    reader.end = this.#end;
    while (reader.next()) {
      if (reader.field === this.#field) {
        this.row++;
        reader.ordinal = this.row + 1;
        reader.enter();
        return true;
      }
      reader.skip();
    }
    return false;
  }
}
