/** Code of the program itself. */
export const APPLICATION = '(application)';
/** Native code, and scripts without a name. */
export const NO_FILE = '(no file)';

/**
 * The package that a file belongs to: the innermost one in node_modules by its name, `node:fs` or `node:internal` for what
 * is built into Node.js, `heaptide` for the agent, else {@link APPLICATION}.
 */
export function packageOfFile(file: string): string {
  if (file === '') return NO_FILE;
  const builtin = /^node:[^/]*/.exec(file);
  if (builtin !== null) return builtin[0];
  if (file.startsWith('heaptide:')) return 'heaptide';
  const parts = file.split(/[/\\]/);
  const at = parts.lastIndexOf('node_modules') + 1;
  const [first, second] = parts.slice(at);
  if (at === 0 || first === undefined || first === '') return APPLICATION;
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}

/** Whether the file is code of the program itself: no package, not Node.js, not the agent. */
export function isOwnFile(file: string): boolean {
  return packageOfFile(file) === APPLICATION;
}
