import type { StackFrame } from '@heaptide/profile';
import { originalName } from './original-name.js';
import type { ProgramText } from './program-text.js';
import type { SourceMap } from './source-map.js';

/** A program and its source map. */
export class MappedProgram {
  readonly #map: SourceMap;
  readonly #program: ProgramText | undefined;

  constructor(map: SourceMap, program: ProgramText | undefined) {
    this.#map = map;
    this.#program = program;
  }

  /** The source that all of it is from; `undefined` where there are several. */
  get onlySource(): string | undefined {
    return this.#map.onlySource;
  }

  /** The frame as its source has it; `undefined` where the map does not know the place. */
  original(frame: StackFrame): StackFrame | undefined {
    const { name, line, column, startLine } = frame;
    if (line < 1) return undefined;
    if (column < 1) return this.#wholeLine(frame);
    // The top level of a bundle is that of all its sources, and what comes first in it is any of them.
    if (line === 1 && column === 1 && this.#map.sourceCount > 1) return undefined;
    const place = { line: line - 1, column: column - 1 };
    const segment = this.#map.at(place);
    if (segment === undefined) return undefined;
    const original = {
      file: segment.file,
      line: segment.original.line + 1,
      column: segment.original.column + 1,
    };
    if (startLine !== line && startLine !== 0) {
      // A line within a function: where the function begins is told without a column.
      return { ...original, name, startLine: this.#startLine(startLine, segment.file) };
    }
    const named = originalName({ name, place, segment }, this.#map, this.#program);
    return { ...original, name: named, startLine: startLine === 0 ? 0 : original.line };
  }

  /** Other tools' profiles have no columns; then a line can be told where all of it is from one place. */
  #wholeLine({ name, line, startLine }: StackFrame): StackFrame | undefined {
    const whole = this.#map.wholeLine(line - 1);
    if (whole === undefined) return undefined;
    const { file } = whole;
    return { name, file, line: whole.line + 1, column: 0, startLine: this.#startLine(startLine, file) };
  }

  /** 0, which is unknown, unless all of the line is from one line of the file. */
  #startLine(startLine: number, file: string): number {
    const whole = startLine < 1 ? undefined : this.#map.wholeLine(startLine - 1);
    return whole?.file === file ? whole.line + 1 : 0;
  }
}
