import { cleanRanges, type Ranges } from './ranges.js';

/** A place in the text, not a character of it. */
export type Assertion = 'beginText' | 'endText' | 'beginLine' | 'endLine' | 'wordBoundary' | 'noWordBoundary';

type Shape =
  | { readonly kind: 'empty' }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'set'; readonly ranges: Ranges }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'group'; readonly part: Node }
  /** `max` is Infinity where there is no upper bound. */
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number };

/** What Go limits in a pattern. */
interface Measures {
  /** Levels of nesting. */
  readonly height: number;
  /** Instructions that it compiles to. */
  readonly size: number;
  /** How often counted repetitions, one in another, repeat the innermost. */
  readonly copies: number;
}

/** A part of a parsed pattern. What a group captures and whether a repetition is greedy does not matter for a test. */
export type Node = Shape & Measures;

const LEAF: Measures = { height: 1, size: 1, copies: 1 };

export const EMPTY: Node = { kind: 'empty', ...LEAF };

export function assertionNode(assertion: Assertion): Node {
  return { kind: 'assertion', assertion, ...LEAF };
}

export function setNode(ranges: Ranges): Node {
  return { kind: 'set', ranges, ...LEAF };
}

/** One part after the other. */
export function sequenceNode(nodes: readonly Node[]): Node {
  if (nodes.length === 0) return EMPTY;
  if (nodes.length === 1) return nodes[0]!;
  const parts = nodes.flatMap((node) => (node.kind === 'sequence' ? node.parts : [node]));
  // Go keeps plain characters that follow each other as one string.
  const height = parts.every(isCharacter) ? 1 : undefined;
  return { kind: 'sequence', parts, ...measure(parts), size: sum(parts), ...(height && { height }) };
}

function isCharacter(node: Node): boolean {
  return node.kind === 'set' && node.ranges.length === 2 && node.ranges[0] === node.ranges[1];
}

/** Any of the parts. Single characters among them become one set. */
export function choiceNode(nodes: readonly Node[]): Node {
  if (nodes.length === 1) return nodes[0]!;
  const raw: number[] = [];
  const parts: Node[] = [];
  for (const node of nodes) {
    if (node.kind === 'set') for (const end of node.ranges) raw.push(end);
    else if (node.kind === 'choice') for (const part of node.parts) parts.push(part);
    else parts.push(node);
  }
  if (raw.length > 0) parts.push(setNode(cleanRanges(raw)));
  if (parts.length === 1) return parts[0]!;
  return { kind: 'choice', parts, ...measure(parts), size: sum(parts) + parts.length - 1 };
}

/** `*`, `+` and `?`. */
export function simpleRepeatNode(part: Node, operator: string): Node {
  return {
    kind: 'repeat',
    part,
    min: operator === '+' ? 1 : 0,
    max: operator === '?' ? 1 : Infinity,
    height: part.height + 1,
    size: part.size + (operator === '*' ? 2 : 1),
    copies: part.copies,
  };
}

/** `{min,max}`. */
export function countedRepeatNode(part: Node, min: number, max: number): Node {
  const unbounded = min === 0 ? part.size + 2 : min * part.size + 1;
  const bounded = max * part.size + max - min;
  return {
    kind: 'repeat',
    part,
    min,
    max,
    height: part.height + 1,
    size: Math.max(1, max === Infinity ? unbounded : bounded),
    copies: max === 0 ? 1 : part.copies * Math.max(1, max === Infinity ? min : max),
  };
}

/** A group that captures: its part as it is, and a level of nesting. */
export function groupNode(part: Node): Node {
  return { kind: 'group', part, height: part.height + 1, size: part.size + 2, copies: part.copies };
}

function measure(parts: readonly Node[]): Measures {
  let height = 0;
  let copies = 1;
  for (const part of parts) {
    height = Math.max(height, part.height);
    copies = Math.max(copies, part.copies);
  }
  return { height: height + 1, copies, size: 0 };
}

function sum(parts: readonly Node[]): number {
  return parts.reduce((total, { size }) => total + size, 0);
}
