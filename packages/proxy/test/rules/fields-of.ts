import { type FieldLines, parseFieldLines } from '../../src/http/field-lines.js';

/** The field lines that a head of these lines has. */
export function fieldsOf(...lines: string[]): FieldLines {
  const fields = parseFieldLines(lines, 0);
  if (typeof fields === 'string') throw new Error(`the test's own header lines: ${fields}`);
  return fields;
}
