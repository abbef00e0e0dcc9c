import { isNameOfCode, KEY_LEFT_OUT } from '@heaptide/report/snapshot';

/** A key as V8's labels have it: quoted in brackets where it is no name, else behind a dot. */
const KEY = /\["(?:[^"\\]|\\.)*"\]|\.(#?[\p{L}_$][\p{L}\p{N}_$]*)/gu;

/** Words on a heap's objects without keys that the program made up while it ran: an id, a path, an address. */
export function withoutKeys(words: string): string {
  return words.replace(KEY, (key, name: string | undefined) =>
    name !== undefined && isNameOfCode(name) ? key : KEY_LEFT_OUT,
  );
}
