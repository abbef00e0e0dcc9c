/**
 * How much google/pprof takes off a name: `default` parameters and template arguments, `templates` parameters only,
 * `full` and `none` nothing.
 */
export type DemangleMode = 'default' | 'templates' | 'full' | 'none';

/**
 * The name that google/pprof gives a function, or `undefined` if it keeps `name`.
 *
 * It demangles `systemName` unless a different name says that this was done before. Where there is nothing to demangle
 * but the name looks like C++ already demangled, it cuts what stands in round and angle brackets; names of JavaScript
 * functions suffer from this: `Array.from<T>` becomes `Array.from`, `<anonymous>` becomes empty. Mangled names
 * of C++ and Rust (`_Z...`, `_R...`) are not demangled here. Method: `internal/symbolizer/symbolizer.go`.
 */
export function demangleName(name: string, systemName: string, mode: DemangleMode): string | undefined {
  if (mode === 'none' || (name !== '' && name !== systemName)) return undefined;
  const simplified = mode === 'full' || !looksLikeCpp(systemName) ? systemName : simplify(systemName, mode);
  return simplified === name ? undefined : simplified;
}

function looksLikeCpp(name: string): boolean {
  // These two are Java's `Class.<init>` and Go's `pkg.(*Type[...]).Method`.
  if (name.includes('.<') || name.includes(']).')) return false;
  return /[<>[\]]|::/.test(name);
}

function simplify(name: string, mode: 'default' | 'templates'): string {
  const withoutParameters = cutBracketed(name, /[()]/g, '(');
  return mode === 'templates' ? withoutParameters : cutBracketed(withoutParameters, /[<>]/g, '<');
}

/** Takes out balanced brackets and what is in them, up to the first closing bracket too many. */
function cutBracketed(name: string, brackets: RegExp, opening: string): string {
  let kept = '';
  let keptFrom = 0;
  let start = 0;
  let nesting = 0;
  for (const { 0: bracket, index } of name.matchAll(brackets)) {
    if (bracket === opening) {
      if (nesting++ === 0) start = index;
    } else if (nesting === 0) {
      break;
    } else if (--nesting === 0) {
      kept += name.slice(keptFrom, start);
      keptFrom = index + 1;
    }
  }
  return kept + name.slice(keptFrom);
}
