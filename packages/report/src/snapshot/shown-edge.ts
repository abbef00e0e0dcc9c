import { KEY_LEFT_OUT, type PathStep } from '@heaptide/heapsnapshot';

type EdgeLabel = PathStep['edge'];

export interface ShownStrings {
  /** Show also what is data of the program rather than a name in its code; by default it is left out. */
  readonly showStrings?: boolean;
}

/** Numbers of several digits are counted or given out, not written. */
const NUMBERED = /\d{4}/;
const LEFT_OUT = '…';

/** An edge as it may be shown: keys that a program makes up while it runs are left out. Hostile text still. */
export function shownEdge(edge: EdgeLabel, { showStrings = false }: ShownStrings): EdgeLabel {
  return edge.isKey && !showStrings ? { ...edge, name: LEFT_OUT, text: KEY_LEFT_OUT } : edge;
}

/** Events and the like are named more freely than properties. */
const WORDS = /^[<\p{L}_$#][\p{L}\p{N}_$:./<> -]{0,59}$/u;

/** What something is registered under, as it may be shown. Hostile text still. */
export function shownKey(key: string, { showStrings = false }: ShownStrings): string {
  return showStrings || (WORDS.test(key) && !NUMBERED.test(key)) ? key : LEFT_OUT;
}
