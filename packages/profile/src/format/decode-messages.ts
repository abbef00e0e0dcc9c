import { WireReader } from './wire-reader.js';

/**
 * Calls `read` inside each message that stands in field `field` of the profile's top level, with its row number.
 * `read` takes the fields with `reader.next()`; `kind` is for error messages.
 */
export function decodeMessages(
  bytes: Uint8Array,
  field: number,
  kind: string,
  read: (reader: WireReader, row: number) => void,
): void {
  const reader = new WireReader(bytes);
  reader.subject = kind;
  reader.ordinal = 0;
  while (reader.next()) {
    if (reader.field !== field) {
      reader.skip();
      continue;
    }
    reader.ordinal++;
    const outer = reader.enter();
    read(reader, reader.ordinal - 1);
    reader.leave(outer);
  }
}
