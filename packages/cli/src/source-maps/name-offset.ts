/** White space that a program has between two words at most; more is not looked through. */
const MOST_SPACE = 64;
/** Room for what stands between the name of a class and its constructor. */
const CLASS_HEAD = 16 * 2 ** 10;

const SPACE = /\s/;
const PART_OF_NAME = /[\p{ID_Continue}$]/u;

/**
 * Where a program spells the name of the function whose parameters (or whose `class`) begin at `offset`: beside them, as
 * what the function is assigned to, or, of a constructor, after the `class` that it belongs to. `undefined` where none of
 * these is found.
 */
export function nameOffset(program: string, offset: number, name: string): number | undefined {
  const end = beforeSpace(program, offset);
  // `name(`: a declaration, a named function expression, a method.
  if (isWord(program, end - name.length, name)) return end - name.length;
  const assigned = beforeAssignment(program, end);
  // `name = (`, `name: function (`, `name = async (`.
  if (assigned !== undefined && isWord(program, assigned - name.length, name)) return assigned - name.length;
  if (isWord(program, offset, 'class'))
    return classNameOffset(program, offset + 'class '.length + name.length, name);
  return program.endsWith('constructor', end) ? classNameOffset(program, end, name) : undefined;
}

/** Where what a function is assigned to ends, if the function begins at `end`. */
function beforeAssignment(program: string, end: number): number | undefined {
  let before = end;
  for (const word of ['*', 'function', 'async']) {
    if (program.endsWith(word, before)) before = beforeSpace(program, before - word.length);
  }
  const sign = program[before - 1];
  return sign === '=' || sign === ':' ? beforeSpace(program, before - 1) : undefined;
}

/** The last `class name` or `name=class` that ends before `end`. */
function classNameOffset(program: string, end: number, name: string): number | undefined {
  const from = Math.max(0, end - CLASS_HEAD);
  const head = program.slice(from, end);
  const declared = head.lastIndexOf(`class ${name}`);
  const assigned = head.lastIndexOf(`${name}=class`);
  const at = from + Math.max(declared === -1 ? -1 : declared + 'class '.length, assigned);
  return at >= from && isWord(program, at, name) ? at : undefined;
}

function beforeSpace(program: string, offset: number): number {
  let end = offset;
  while (end > 0 && offset - end < MOST_SPACE && SPACE.test(program[end - 1]!)) end--;
  return end;
}

/** Whether `word` stands at `offset`, and is no part of a longer one. */
function isWord(program: string, offset: number, word: string): boolean {
  if (offset < 0 || !program.startsWith(word, offset)) return false;
  const after = program[offset + word.length] ?? '';
  return !PART_OF_NAME.test(program[offset - 1] ?? '') && !PART_OF_NAME.test(after);
}
