import { FunctionTable } from '../build/function-table.js';
import type { StackFrame } from './frames.js';
import type { FunctionId, Profile, StringId } from '../profile.js';
import type { StringTable } from '../string-table.js';

/** The frame that stands for another one; `undefined` where it stands for itself. */
export type FrameLookup = (frame: StackFrame) => StackFrame | undefined;

/**
 * Puts other frames in the place of those that `lookUp` knows, such as the original ones that a source map tells. Functions
 * that become equal share a row, and those that no frame names any more are dropped; one that stood for several (a bundle
 * has many of one name in one line) becomes several. All else stays: samples, locations and their addresses, mappings,
 * header. The same profile where nothing changes.
 *
 * `lookUp` is asked once for each function, line and column.
 */
export function mapPositions(profile: Profile, lookUp: FrameLookup): Profile {
  const { strings, functions, locations } = profile;
  const ids = new TextIds(strings);
  const table = new FunctionTable();
  const known = new Map<string, MappedLine>();
  const { lineFunction, lineNumber, lineColumn } = locations;
  const lines = { function: lineFunction.slice(), number: lineNumber.slice(), column: lineColumn.slice() };
  let changes = 0;

  const mapLine = (row: number): MappedLine => {
    const func = lineFunction[row]!;
    const frame: StackFrame = {
      name: strings.get(functions.name[func]!),
      file: strings.get(functions.filename[func]!),
      line: lineNumber[row]!,
      column: lineColumn[row]!,
      startLine: functions.startLine[func]!,
    };
    const mapped = lookUp(frame) ?? frame;
    const id = table.id({
      name: ids.of(mapped.name),
      systemName: ids.of(strings.get(functions.systemName[func]!)),
      filename: ids.of(mapped.file),
      startLine: mapped.startLine,
    });
    return { function: id, line: mapped.line, column: mapped.column, isNew: !isEqual(mapped, frame) };
  };

  for (let row = 0; row < lineFunction.length; row++) {
    const key = `${lineFunction[row]!}:${lineNumber[row]!}:${lineColumn[row]!}`;
    let mapped = known.get(key);
    if (mapped === undefined) {
      known.set(key, (mapped = mapLine(row)));
      if (mapped.isNew) changes++;
    }
    lines.function[row] = mapped.function;
    lines.number[row] = mapped.line;
    lines.column[row] = mapped.column;
  }
  if (changes === 0) return profile;
  return {
    ...profile,
    strings: ids.table(),
    functions: table.columns(),
    locations: {
      ...locations,
      lineFunction: lines.function,
      lineNumber: lines.number,
      lineColumn: lines.column,
    },
  };
}

interface MappedLine {
  readonly function: FunctionId;
  readonly line: number;
  readonly column: number;
  readonly isNew: boolean;
}

function isEqual(a: StackFrame, b: StackFrame): boolean {
  return (
    a.name === b.name &&
    a.file === b.file &&
    a.line === b.line &&
    a.column === b.column &&
    a.startLine === b.startLine
  );
}

/** One id for each text, of the strings that are there or behind them. */
class TextIds {
  readonly #strings: StringTable;
  readonly #ids = new Map<string, StringId>([['', 0 as StringId]]);
  readonly #added: string[] = [];

  constructor(strings: StringTable) {
    this.#strings = strings;
    // The first of equal strings, so that functions that tables of other tools spell twice fall together.
    for (let id = 0; id < strings.length; id++) {
      const text = strings.get(id);
      if (!this.#ids.has(text)) this.#ids.set(text, id as StringId);
    }
  }

  of(text: string): StringId {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = (this.#strings.length + this.#added.length) as StringId;
      this.#added.push(text);
      this.#ids.set(text, id);
    }
    return id;
  }

  table(): StringTable {
    return this.#added.length === 0 ? this.#strings : this.#strings.append(this.#added);
  }
}
