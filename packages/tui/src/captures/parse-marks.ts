import { type CaptureMark, NO_MARK } from './capture-store.js';

const SCHEMA = 'heaptide.marks/1';
/** Captures of a directory that can be marked. */
export const MOST_MARKS = 2000;

/** Marks by the name of the capture's file. */
export type FileMarks = ReadonlyMap<string, CaptureMark>;

export type ParsedMarks = { readonly marks: FileMarks } | { readonly defect: string };

/** Reads what {@link formatMarks} wrote. Names and notes are as they stand there: raw text. */
export function parseMarks(text: string): ParsedMarks {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { defect: 'it is not JSON' };
  }
  if (!isRecord(value) || value.schema !== SCHEMA) return { defect: `it is not of the schema ${SCHEMA}` };
  if (!isRecord(value.captures)) return { defect: 'it has no captures' };
  const entries = Object.entries(value.captures);
  if (entries.length > MOST_MARKS) return { defect: `it marks more than ${MOST_MARKS} captures` };
  const marks = new Map<string, CaptureMark>();
  for (const [name, mark] of entries) {
    if (!isMark(mark)) return { defect: 'a mark in it does not hold' };
    const { pinned, note, baseline, afterGap } = { ...NO_MARK, ...mark };
    marks.set(name, { pinned, note, baseline, afterGap });
  }
  return { marks };
}

/** JSON of what is marked; what is not is left out. */
export function formatMarks(marks: FileMarks): string {
  const captures = Object.fromEntries(
    [...marks].map(([name, { pinned, note, baseline, afterGap }]) => [
      name,
      {
        ...(pinned && { pinned }),
        ...(note !== '' && { note }),
        ...(baseline && { baseline }),
        ...(afterGap && { afterGap }),
      },
    ]),
  );
  return `${JSON.stringify({ schema: SCHEMA, captures }, null, 2)}\n`;
}

function isMark(value: unknown): value is Partial<CaptureMark> {
  if (!isRecord(value)) return false;
  const { pinned, note, baseline, afterGap } = value;
  return (
    isOptional(note, 'string') && [pinned, baseline, afterGap].every((each) => isOptional(each, 'boolean'))
  );
}

function isOptional(value: unknown, type: 'string' | 'boolean'): boolean {
  return value === undefined || typeof value === type;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
