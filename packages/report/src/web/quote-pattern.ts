/** A regular expression, for RE2 as for JavaScript, that matches exactly this name. */
export function quotePattern(name: string): string {
  return `^${name.replace(/[\\.?+*[\](){}|^$]/g, '\\$&')}$`;
}
