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

function plainString(node: Node): string | undefined {
  if (node.kind === 'group') return plainString(node.part);
  const parts = node.kind === 'sequence' ? node.parts : [node];
  let text = '';
  for (const part of parts) {
    if (part.kind === 'empty') continue;
    if (part.kind !== 'set' || part.ranges.length !== 2 || part.ranges[0] !== part.ranges[1])
      return undefined;
    // What stands in a text for something that is no character must be compared with care.
    if (part.ranges[0] === 0xfffd || (part.ranges[0]! >= 0xd800 && part.ranges[0]! < 0xe000))
      return undefined;
    text += String.fromCodePoint(part.ranges[0]!);
  }
  return text;
}
