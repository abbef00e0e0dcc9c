/** A block of code in Markdown, in which nothing is markup: its fence is longer than any that stands in it. */
export function fencedBlock(lines: readonly string[], language: string): string {
  const text = lines.join('\n');
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
