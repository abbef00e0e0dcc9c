import { Column } from '../build/column.js';
import { ExactColumn } from '../build/exact-column.js';
import { decodeMessages } from './decode-messages.js';
import { stringId } from './decode-strings.js';
import type { IdIndex } from './id-index.js';
import type { Samples } from '../profile.js';
import { LABEL, PROFILE, SAMPLE } from './profile-fields.js';
import type { StringTable } from '../string-table.js';
import { WireReader } from './wire-reader.js';

/** `width`: number of sample types; `length`: number of samples. */
export function decodeSamples(
  bytes: Uint8Array,
  strings: StringTable,
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
  const exactValues = new ExactColumn();
  const exactLabelNumbers = new ExactColumn();

  const label = (reader: WireReader) => {
    let key = 0;
    let text = 0;
    let number = 0;
    let exact = 0n;
    let unit = 0;
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.field === LABEL.key) key = stringId(reader, strings);
      else if (reader.field === LABEL.text) text = stringId(reader, strings);
      else if (reader.field === LABEL.number) {
        number = reader.int();
        if (!Number.isSafeInteger(number)) exact = reader.lastInt64();
      } else if (reader.field === LABEL.unit) unit = stringId(reader, strings);
      else reader.skip();
    }
    reader.leave(outer);
    if (!Number.isSafeInteger(number)) exactLabelNumbers.set(labelKey.length, exact);
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
          if (count < width) {
            values[row * width + count] = value;
            if (!Number.isSafeInteger(value)) exactValues.set(row * width + count, reader.lastInt64());
          }
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

  const numbers = labelNumber.rows();
  const exact = exactValues.beside(values);
  const exactNumbers = exactLabelNumbers.beside(numbers);
  return {
    length,
    stackOffsets,
    stack: stack.rows(),
    values,
    ...(exact !== undefined && { exactValues: exact }),
    labelOffsets,
    labelKey: labelKey.rows(),
    labelText: labelText.rows(),
    labelNumber: numbers,
    ...(exactNumbers !== undefined && { exactLabelNumbers: exactNumbers }),
    labelUnit: labelUnit.rows(),
  };
}
