/** Options of Node.js whose value is the next word. */
const WITH_VALUE = new Set([
  '-r',
  '--require',
  '--import',
  '--loader',
  '--experimental-loader',
  '-C',
  '--conditions',
  '--env-file',
  '--env-file-if-exists',
  '--watch-path',
]);
const INLINE = new Set(['-e', '--eval', '-p', '--print', '-pe']);

/** The script that a command line of Node.js runs, as it stands there; `undefined` where there is none. */
export function scriptOf([, ...words]: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (INLINE.has(word)) return undefined;
    if (WITH_VALUE.has(word)) at++;
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}
