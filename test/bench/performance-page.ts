import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(import.meta.resolve('../../docs/performance.md'));
const END = '<!-- end -->';

/** Puts what a benchmark of this folder found between its marks in docs/performance.md. */
export function updatePerformancePage(
  benchmark: 'profile.ts' | 'agent.ts' | 'growth.ts' | 'heapsnapshot.ts' | 'proxy.ts' | 'tui.ts' | 'why.ts',
  found: string,
): void {
  const begin = `<!-- written by test/bench/${benchmark} -->`;
  const page = readFileSync(PAGE, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(END, from);
  if (from === -1 || to === -1) throw new Error(`${PAGE} has lost the marks of ${benchmark}`);
  writeFileSync(`${PAGE}.new`, `${page.slice(0, from)}${begin}\n\n${found}\n\n${page.slice(to)}`);
  renameSync(`${PAGE}.new`, PAGE);
}
