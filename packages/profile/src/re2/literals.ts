import type { Node } from './node.js';

/** More strings than this are found faster together, by the automaton, than one by one. */
const MOST = 8;

/** The strings of which the pattern finds any, if it is no more than some plain strings. */
export function plainStrings(node: Node): readonly string[] | undefined {
  if (node.kind === 'group') return plainStrings(node.part);
  if (node.kind !== 'choice') {
    const text = plainString(node);
    return text === undefined ? undefined : [text];
  }
  if (node.parts.length > MOST) return undefined;
  const texts = node.parts.map(plainString);
  return texts.includes(undefined) ? undefined : (texts as string[]);
}

/** The longest string that every match of the pattern contains, as far as its outermost level shows; may be empty. */
export function requiredString(node: Node): string {
  if (node.kind === 'group') return requiredString(node.part);
  let longest = '';
  let run = '';
  for (const part of node.kind === 'sequence' ? node.parts : [node]) {
    const character = plainCharacter(part);
    run = character === undefined ? '' : run + character;
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

function plainString(node: Node): string | undefined {
  if (node.kind === 'group') return plainString(node.part);
  if (node.kind !== 'sequence') return plainCharacter(node);
  let text = '';
  for (const part of node.parts) {
    const character = plainCharacter(part);
    if (character === undefined) return undefined;
    text += character;
  }
  return text;
}

/** Of what matches one certain character; the empty string of what matches nothing but the empty string. */
function plainCharacter(node: Node): string | undefined {
  if (node.kind === 'empty') return '';
  if (node.kind !== 'set' || node.ranges.length !== 2 || node.ranges[0] !== node.ranges[1]) return undefined;
  const codePoint = node.ranges[0]!;
  // What stands in a text for something that is no character must be compared with care.
  const special = codePoint === 0xfffd || (codePoint >= 0xd800 && codePoint < 0xe000);
  return special ? undefined : String.fromCodePoint(codePoint);
}
