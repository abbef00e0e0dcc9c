import type { Frame } from './growth-report.js';

/**
 * Whether a text that a person wrote names a function: its name, or that of the method without its class; then, if given,
 * `@` and the end of its file's path; then, if given, `:` and the line where it begins.
 */
export function namesSite(text: string, frame: Frame): boolean {
  // A name may begin with @, and a directory of node_modules has one in its path.
  const at = text.indexOf('@', 1);
  const name = at < 0 ? text : text.slice(0, at);
  if (name !== frame.function && !frame.function.endsWith(`.${name}`)) return false;
  if (at < 0) return true;
  const [, file, line] = /^(.*?)(?::(\d+))?$/.exec(text.slice(at + 1))!;
  return endsWithParts(frame.file, file!) && (line === undefined || Number(line) === frame.line);
}

/** Whole directories and files only: `session.js` is no end of `old-session.js`. */
function endsWithParts(path: string, end: string): boolean {
  const whole = slashed(path);
  const wanted = slashed(end).replace(/^\.?\//, '');
  return wanted !== '' && (whole === wanted || whole.endsWith(`/${wanted}`));
}

function slashed(path: string): string {
  return path.replace(/^file:\/\//, '').replaceAll('\\', '/');
}
