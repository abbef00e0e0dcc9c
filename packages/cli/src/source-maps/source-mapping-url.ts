const KEY = 'sourceMappingURL=';
const OPENS_COMMENT = /\/[/*][#@][ \t]*$/;
const URL_IN_COMMENT = /[^\s'"`\\]*/y;
const ENDS_COMMENT = /^[ \t]*(\*\/)?[ \t\r]*$/;

/**
 * The URL in the `//# sourceMappingURL=` comment that ends a program, `undefined` without one. As in ECMA-426, section 11.1,
 * only comments may follow it: in the middle of a program the words belong to a string, or to a file that was bundled.
 */
export function sourceMappingUrl(program: string): string | undefined {
  const at = program.lastIndexOf(KEY);
  if (at === -1 || !OPENS_COMMENT.test(program.slice(Math.max(0, at - 16), at))) return undefined;
  URL_IN_COMMENT.lastIndex = at + KEY.length;
  const url = URL_IN_COMMENT.exec(program)?.[0] ?? '';
  const [rest = '', ...following] = program.slice(at + KEY.length + url.length).split('\n');
  if (!ENDS_COMMENT.test(rest)) return undefined;
  if (!following.every((line) => /^\s*(\/\/.*)?$/.test(line))) return undefined;
  return url === '' ? undefined : url;
}
