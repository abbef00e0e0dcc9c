/** A name as people write one. What else an object is asked by is mostly data: an id, a path, an address. */
const NAME = /^#?[\p{L}_$][\p{L}\p{N}_$]{0,39}$/u;
/** What a symbol is described by is written in code, too, but more freely. */
const SYMBOL = /^<symbol [\p{L}_$#@][\p{L}\p{N}_$#@:./ -]{0,59}>$/u;
/** Numbers of several digits are counted or given out, not written. */
const NUMBERED = /\d{4}/;

/** What stands for a key that is left out. */
export const KEY_LEFT_OUT = '["…"]';

/** Whether a key is a name as code has one, and not what a program made up while it ran: an id, a path, an address. */
export function isNameOfCode(key: string): boolean {
  return (NAME.test(key) || SYMBOL.test(key)) && !NUMBERED.test(key);
}
