/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Field values: visible characters, spaces and tabs, and the bytes above ASCII that old programs send. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const SPACE = 0x20;
const TAB = 0x09;

/**
 * The field lines of one message, in order and as they came, so that they can be passed on untouched. Names are compared
 * in lower case; bytes above ASCII are latin1.
 */
export class FieldLines {
  /** In lower case; beside `lines`. */
  readonly names: readonly string[];
  /** Without their line ends. */
  readonly lines: readonly string[];

  constructor(names: readonly string[], lines: readonly string[]) {
    this.names = names;
    this.lines = lines;
  }

  get count(): number {
    return this.names.length;
  }

  /** Value of the field at `index`, without the space around it. */
  valueAt(index: number): string {
    return withoutOuterSpace(this.lines[index]!, this.names[index]!.length + 1);
  }

  /** Value of the first field of that name. */
  first(name: string): string | undefined {
    const index = this.names.indexOf(name);
    return index === -1 ? undefined : this.valueAt(index);
  }

  /** Values of all fields of that name. */
  all(name: string): string[] {
    const values: string[] = [];
    let index = this.names.indexOf(name);
    while (index !== -1) {
      values.push(this.valueAt(index));
      index = this.names.indexOf(name, index + 1);
    }
    return values;
  }

  /** How many fields have that name. */
  countOf(name: string): number {
    let count = 0;
    for (const each of this.names) if (each === name) count += 1;
    return count;
  }
}

/**
 * Field lines from the lines of a head, beginning at `start`.
 *
 * Nothing is mended: a line that another program might read otherwise is a way to smuggle a request past this one.
 * @returns why the section is refused, as a string.
 */
export function parseFieldLines(lines: readonly string[], start: number): FieldLines | string {
  const names: string[] = [];
  const kept: string[] = [];
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index]!;
    const first = line.charCodeAt(0);
    if (isSpace(first)) return 'a folded header line';
    const colon = line.indexOf(':');
    if (colon === -1) return 'a header line without a colon';
    const name = line.slice(0, colon);
    if (!TOKEN.test(name)) return 'a header name that is no token';
    if (!VALUE.test(line)) return 'a control character in a header';
    names.push(name.toLowerCase());
    kept.push(line);
  }
  return new FieldLines(names, kept);
}

/** By hand: a pattern for the space at the end takes time in the square of the space before it. */
function withoutOuterSpace(line: string, from: number): string {
  let start = from;
  let end = line.length;
  while (start < end && isSpace(line.charCodeAt(start))) start += 1;
  while (end > start && isSpace(line.charCodeAt(end - 1))) end -= 1;
  return line.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB;
}
