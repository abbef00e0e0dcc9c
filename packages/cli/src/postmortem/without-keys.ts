/** A key as V8's labels have it: quoted in brackets where it is no name, else behind a dot. */
const KEY = /\["(?:[^"\\]|\\.)*"\]|\.(#?[\p{L}_$][\p{L}\p{N}_$]*)/gu;
const LONGEST_NAME = 40;
/** Numbers of several digits are counted or given out, not written. */
const NUMBERED = /\d{4}/;
const LEFT_OUT = '["…"]';

/** Words on a heap's objects without keys that the program made up while it ran: an id, a path, an address. */
export function withoutKeys(words: string): string {
  return words.replace(KEY, (key, name: string | undefined) =>
    name === undefined || name.length > LONGEST_NAME || NUMBERED.test(name) ? LEFT_OUT : key,
  );
}
