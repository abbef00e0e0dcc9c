import type { ContextCensus } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { safeText } from '../../safe-text.js';
import { functionText } from '../function-text.js';
import { type CensusTable, counted, left, right } from './census-table.js';

const MOST_VARIABLES = 3;

type Scope = ContextCensus['scopes'][number];

/** What closures keep alive, by the scope that they were made in. */
export function contextTable({ scopes, contexts, closures }: ContextCensus): CensusTable {
  return {
    heading: `${counted(contexts, 'context')} kept by ${counted(closures, 'closure')}`,
    columns: [right('RETAINED'), right('CONTEXTS'), right('CLOSURES'), left('SCOPE'), left('VARIABLES')],
    rows: scopes.map((scope) => [
      longBytes(scope.retained),
      count(scope.contexts),
      count(scope.closures),
      functionText({ name: scope.function, ...(scope.file === undefined ? {} : { file: scope.file }) }),
      variableText(scope),
    ]),
  };
}

function variableText({ variables }: Scope): string {
  return variables
    .slice(0, MOST_VARIABLES)
    .map(({ name, retained }) => `${safeText(name, { limit: 60 })} ${longBytes(retained)}`)
    .join(', ');
}
