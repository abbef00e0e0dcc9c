import type { SiteRow } from './site-row.js';

/**
 * What the user typed after `/`: a plain substring of the function or the file, in any case.
 * `fn:` and `file:` look at one of the two, a leading `!` turns it round.
 */
export function createRowFilter(typed: string): (row: SiteRow) => boolean {
  const inverse = typed.startsWith('!');
  const [, scope, text] = /^!?(fn:|file:)?(.*)$/su.exec(typed)!;
  const wanted = (text ?? '').toLowerCase();
  if (wanted === '') return () => true;
  const inName = (row: SiteRow) => scope !== 'file:' && row.nameKey.includes(wanted);
  const inFile = (row: SiteRow) => scope !== 'fn:' && row.fileKey.includes(wanted);
  return (row) => (inName(row) || inFile(row)) !== inverse;
}
