import type { SearchKeys } from './name-book.js';

/**
 * What the user typed after `/`: a plain substring of the function or the file, in any case.
 * `fn:` and `file:` look at one of the two, a leading `!` turns it round.
 */
export function createRowFilter(typed: string): (keys: SearchKeys) => boolean {
  const inverse = typed.startsWith('!');
  const [, scope, text] = /^!?(fn:|file:)?(.*)$/su.exec(typed)!;
  const wanted = (text ?? '').toLowerCase();
  if (wanted === '') return () => true;
  const inName = ({ nameKey }: SearchKeys) => scope !== 'file:' && nameKey.includes(wanted);
  const inFile = ({ fileKey }: SearchKeys) => scope !== 'fn:' && fileKey.includes(wanted);
  return (keys) => (inName(keys) || inFile(keys)) !== inverse;
}
