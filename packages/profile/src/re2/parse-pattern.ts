import { foldCase } from './fold-case.js';
import {
  assertionNode,
  choiceNode,
  countedRepeatNode,
  groupNode,
  type Node,
  sequenceNode,
  setNode,
  simpleRepeatNode,
} from './node.js';
import { parseClass, parseSetEscape } from './parse-class.js';
import { characterAt, parseEscape } from './parse-escape.js';
import { type Flags, NO_FLAGS, parseGroupStart } from './parse-group.js';
import { MOST_REPEATS, parseRepeat } from './parse-repeat.js';
import { EVERYTHING, negateRanges, type Ranges } from './ranges.js';
import { syntaxError } from './syntax-error.js';

/** UTF-16 units of a pattern. Go has no such limit, but no command line or URL carries more. */
const MOST_UNITS = 1 << 17;
const MOST_LEVELS = 1000;
/** Instructions, as in Go: 128 MiB of its own. */
const MOST_INSTRUCTIONS = 3_355_443;
/** Ends of ranges in all classes. Go allows eight times as many, of half the size. */
const MOST_RANGE_ENDS = 1 << 22;

const NEWLINE = 0x0a;
const NOT_NEWLINE = negateRanges([NEWLINE, NEWLINE]);
const ASSERTION_ESCAPES = new Map([
  ['A', 'beginText'],
  ['z', 'endText'],
  ['b', 'wordBoundary'],
  ['B', 'noWordBoundary'],
] as const);

/** A group that is open, or the whole pattern. */
interface Level {
  readonly capturing: boolean;
  /** To go back to when it closes. */
  readonly flagsOutside: Flags;
  readonly alternatives: Node[];
  sequence: Node[];
}

/**
 * Reads a pattern in the syntax of Go's `regexp`, which is that of RE2. Throws an `HT_E_BAD_REGEXP` with Go's words on
 * everything that Go refuses. `pattern` must be well-formed UTF-16.
 */
export function parsePattern(pattern: string): Node {
  return new PatternParser(pattern).parse();
}

class PatternParser {
  readonly #pattern: string;
  readonly #levels: Level[] = [];
  #level: Level;
  #flags: Flags = NO_FLAGS;
  #at = 0;
  #rangeEnds = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#level = this.#open(false);
  }

  parse(): Node {
    const pattern = this.#pattern;
    if (pattern.length > MOST_UNITS) throw syntaxError('tooLarge', pattern);
    /** Where the repetition began that ends here. */
    let lastRepeat: number | undefined;
    while (this.#at < pattern.length) {
      const repeatAt = this.#at;
      lastRepeat = this.#readOne(pattern.charAt(this.#at), lastRepeat) ? repeatAt : undefined;
    }
    const whole = this.#finishLevel();
    if (this.#levels.length > 0) throw syntaxError('openParenthesis', pattern);
    return whole;
  }

  /** Reads the next thing; says whether it was a repetition. */
  #readOne(character: string, lastRepeat: number | undefined): boolean {
    switch (character) {
      case '(':
        this.#readGroupStart();
        return false;
      case ')':
        this.#closeGroup();
        return false;
      case '|':
        this.#level.alternatives.push(this.#finishSequence());
        this.#at++;
        return false;
      case '*':
      case '+':
      case '?':
        this.#repeat(lastRepeat, this.#at + 1, (part) => simpleRepeatNode(part, character));
        return true;
      case '{':
        return this.#readCountedRepeat(lastRepeat);
      case '\\':
        this.#readEscape();
        return false;
      default:
        this.#readPlain(character);
        return false;
    }
  }

  #readPlain(character: string): void {
    const { multiLine, dotAll } = this.#flags;
    if (character === '[') {
      const { value, end } = parseClass(this.#pattern, this.#at, this.#flags);
      this.#pushSet(value);
      this.#at = end;
      return;
    }
    if (character === '^') this.#push(assertionNode(multiLine ? 'beginLine' : 'beginText'));
    else if (character === '$') this.#push(assertionNode(multiLine ? 'endLine' : 'endText'));
    else if (character === '.') this.#pushSet(dotAll ? EVERYTHING : NOT_NEWLINE);
    else {
      const whole = characterAt(this.#pattern, this.#at);
      this.#pushCharacter(whole.codePointAt(0)!);
      this.#at += whole.length - 1;
    }
    this.#at++;
  }

  #readGroupStart(): void {
    if (this.#pattern[this.#at + 1] !== '?') {
      this.#level = this.#open(true);
      this.#at++;
      return;
    }
    const { value, end } = parseGroupStart(this.#pattern, this.#at, this.#flags);
    if (value.group !== 'none') this.#level = this.#open(value.group === 'capturing');
    this.#flags = value.flags;
    this.#at = end;
  }

  #open(capturing: boolean): Level {
    const level: Level = { capturing, flagsOutside: this.#flags, alternatives: [], sequence: [] };
    this.#levels.push(level);
    return level;
  }

  #closeGroup(): void {
    const node = this.#finishLevel();
    const outer = this.#levels.at(-1);
    if (outer === undefined) throw syntaxError('strayParenthesis', this.#pattern);
    const { capturing, flagsOutside } = this.#level;
    this.#level = outer;
    this.#flags = flagsOutside;
    this.#push(capturing ? groupNode(node) : node);
    this.#at++;
  }

  #finishLevel(): Node {
    const node = choiceNode([...this.#level.alternatives, this.#finishSequence()]);
    this.#levels.pop();
    return this.#checked(node);
  }

  #finishSequence(): Node {
    const node = sequenceNode(this.#level.sequence);
    this.#level.sequence = [];
    return this.#checked(node);
  }

  #readCountedRepeat(lastRepeat: number | undefined): boolean {
    const counts = parseRepeat(this.#pattern, this.#at);
    if (counts === undefined) {
      this.#pushCharacter(0x7b);
      this.#at++;
      return false;
    }
    const { min, max } = counts.value;
    const at = this.#at;
    this.#repeat(lastRepeat, counts.end, (part) => countedRepeatNode(part, min, max));
    const many = min >= 2 || (max >= 2 && max !== Infinity);
    if (many && this.#level.sequence.at(-1)!.copies > MOST_REPEATS)
      throw syntaxError('badRepeatCount', this.#pattern.slice(at, this.#at));
    return true;
  }

  /** Repeats what was read last, by the operator that ends before `end`. */
  #repeat(lastRepeat: number | undefined, end: number, repeat: (part: Node) => Node): void {
    const lazyEnd = this.#pattern[end] === '?' ? end + 1 : end;
    if (lastRepeat !== undefined)
      throw syntaxError('repeatedRepeat', this.#pattern.slice(lastRepeat, lazyEnd));
    const part = this.#level.sequence.pop();
    if (part === undefined) throw syntaxError('nothingToRepeat', this.#pattern.slice(this.#at, lazyEnd));
    this.#push(repeat(part));
    this.#at = lazyEnd;
  }

  #readEscape(): void {
    const letter = this.#pattern.charAt(this.#at + 1);
    const assertion = ASSERTION_ESCAPES.get(letter as 'A');
    if (assertion !== undefined) {
      this.#push(assertionNode(assertion));
      this.#at += 2;
      return;
    }
    if (letter === 'Q') {
      this.#readQuoted();
      return;
    }
    const set = parseSetEscape(this.#pattern, this.#at, this.#flags);
    if (set === undefined) {
      const { value, end } = parseEscape(this.#pattern, this.#at);
      this.#pushCharacter(value);
      this.#at = end;
    } else {
      this.#pushSet(set.value);
      this.#at = set.end;
    }
  }

  /** `\Q...\E`, or to the end of the pattern. */
  #readQuoted(): void {
    const close = this.#pattern.indexOf('\\E', this.#at + 2);
    const end = close < 0 ? this.#pattern.length : close;
    for (const character of this.#pattern.slice(this.#at + 2, end))
      this.#pushCharacter(character.codePointAt(0)!);
    this.#at = close < 0 ? end : end + 2;
  }

  #pushCharacter(codePoint: number): void {
    const ranges = [codePoint, codePoint];
    this.#pushSet(this.#flags.foldCase ? foldCase(ranges) : ranges);
  }

  #pushSet(ranges: Ranges): void {
    this.#rangeEnds += ranges.length;
    if (this.#rangeEnds > MOST_RANGE_ENDS) throw syntaxError('tooLarge', this.#pattern);
    this.#push(setNode(ranges));
  }

  #push(node: Node): void {
    this.#level.sequence.push(this.#checked(node));
  }

  #checked(node: Node): Node {
    if (node.size > MOST_INSTRUCTIONS) throw syntaxError('tooLarge', this.#pattern);
    if (node.height > MOST_LEVELS) throw syntaxError('tooDeep', this.#pattern);
    return node;
  }
}
