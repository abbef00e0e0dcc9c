import { Column } from '../build/column.js';
import { decodeMessages } from './decode-messages.js';
import { stringId } from './decode-strings.js';
import type { IdIndex } from './id-index.js';
import type { Samples } from '../profile.js';
import { LABEL, PROFILE, SAMPLE } from './profile-fields.js';
import { WireReader } from './wire-reader.js';

/** `width`: number of sample types; `length`: number of samples. */
export function decodeSamples(
  bytes: Uint8Array,
  strings: readonly string[],
  locations: IdIndex,
  width: number,
  length: number,
): Samples {
  const stackOffsets = new Int32Array(length + 1);
  const stack = Column.int32(bytes.length >> 2);
  const values = new Float64Array(length * width);
  const labelOffsets = new Int32Array(length + 1);
  const labelKey = Column.int32();
  const labelText = Column.int32();
  const labelNumber = Column.float64();
  const labelUnit = Column.int32();

  const label = (reader: WireReader) => {
    let key = 0;
    let text = 0;
    let number = 0;
    let unit = 0;
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.field === LABEL.key) key = stringId(reader, strings);
      else if (reader.field === LABEL.text) text = stringId(reader, strings);
      else if (reader.field === LABEL.number) number = reader.int();
      else if (reader.field === LABEL.unit) unit = stringId(reader, strings);
      else reader.skip();
    }
    reader.leave(outer);
    labelKey.push(key);
    labelText.push(text);
    labelNumber.push(number);
    labelUnit.push(unit);
  };

  decodeMessages(bytes, PROFILE.sample, 'sample', (reader, row) => {
    if (width === 0) throw reader.notAProfile('malformed profile: missing sample type information');
    let count = 0;
    while (reader.next()) {
      if (reader.field === SAMPLE.location) {
        reader.each(() => {
          const id = reader.id();
          const location = locations.row(id);
          if (location === -1) {
            throw reader.notAProfile(
              `malformed profile: sample has nil location: no location has id ${String(id)}`,
            );
          }
          stack.push(location);
        });
      } else if (reader.field === SAMPLE.value) {
        reader.each(() => {
          const value = reader.int();
          if (count < width) values[row * width + count] = value;
          count++;
        });
      } else if (reader.field === SAMPLE.label) label(reader);
      else reader.skip();
    }
    if (count !== width) {
      throw reader.notAProfile(`malformed profile: mismatch: sample has ${count} values vs. ${width} types`);
    }
    stackOffsets[row + 1] = stack.length;
    labelOffsets[row + 1] = labelKey.length;
  });

  return {
    length,
    stackOffsets,
    stack: stack.rows(),
    values,
    labelOffsets,
    labelKey: labelKey.rows(),
    labelText: labelText.rows(),
    labelNumber: labelNumber.rows(),
    labelUnit: labelUnit.rows(),
  };
}
