import type { PathStep } from '@heaptide/heapsnapshot';

type EdgeLabel = PathStep['edge'];

export interface ShownStrings {
  /** Show also what is data of the program rather than a name in its code; by default it is left out. */
  readonly showStrings?: boolean;
}

/** A name as people write one. What else an object is asked by is mostly data: an id, a path, an address. */
const NAME = /^#?[\p{L}_$][\p{L}\p{N}_$]{0,39}$/u;
/** Numbers of several digits are counted or given out, not written. */
const NUMBERED = /\d{4}/;
const LEFT_OUT = '…';
/** What stands for such a key. */
export const KEY_LEFT_OUT = `["${LEFT_OUT}"]`;

/** Whether a key is a name as code has one, and not what a program made up while it ran: an id, a path, an address. */
export function isNameOfCode(key: string): boolean {
  return NAME.test(key) && !NUMBERED.test(key);
}

/** An edge as it may be shown: keys that a program makes up while it runs are left out. Hostile text still. */
export function shownEdge(edge: EdgeLabel, { showStrings = false }: ShownStrings): EdgeLabel {
  const { type, name } = edge;
  const isKey = type === 'property' && !isNameOfCode(name);
  return isKey && !showStrings ? { type, name: LEFT_OUT, text: KEY_LEFT_OUT } : edge;
}

/** Events and the like are named more freely than properties. */
const WORDS = /^[<\p{L}_$#][\p{L}\p{N}_$:./<> -]{0,59}$/u;

/** What something is registered under, as it may be shown. Hostile text still. */
export function shownKey(key: string, { showStrings = false }: ShownStrings): string {
  return showStrings || (WORDS.test(key) && !NUMBERED.test(key)) ? key : LEFT_OUT;
}
