/**
 * Text that GitHub's runner takes for text: it obeys lines that begin with `::` and everything behind `##[`, and what a
 * program prints or calls its functions must not command it.
 */
export function withoutCommands(text: string): string {
  return text.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/gm, '$1: ');
}
