import type { DuplicateCensus } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { safeText } from '../../safe-text.js';
import type { ShownStrings } from '../shown-edge.js';
import { type CensusTable, counted, left, right } from './census-table.js';

const LONGEST = 60;

/** Contents that there are several strings of. */
export function stringTable(
  { strings, contents, copies, wasted }: DuplicateCensus,
  { showStrings = false }: ShownStrings,
): CensusTable {
  return {
    heading: `${counted(copies, 'string')} of ${counted(contents, 'content')}; one of each would save ${longBytes(wasted)}`,
    columns: [
      right('TO SAVE'),
      right('COPIES'),
      right('BYTES'),
      right('ONE IS'),
      left('OWNER'),
      ...(showStrings ? [left('CONTENT')] : []),
    ],
    rows: strings.map(({ text, copies: of, bytes, wasted: spared, id, owner, isCut }) => [
      longBytes(spared),
      count(of),
      longBytes(bytes),
      `@${id}`,
      safeText(owner),
      ...(showStrings ? [`${JSON.stringify(safeText(text, { limit: LONGEST }))}${isCut ? ' …' : ''}`] : []),
    ]),
    ...(showStrings ? {} : { notes: ['--show-strings has the contents printed.'] }),
  };
}
