import { count, longBytes } from '@heaptide/profile';
import { type Phrase, shortName } from '../growth/phrase.js';
import { percent } from './percent.js';
import type { Accumulation, AccusedSite, NamelessGrowth, PostmortemReport } from './postmortem-report.js';

/** The verdict in one sentence: what to read if nothing else is read. */
export function verdictPhrase(report: PostmortemReport): Phrase {
  return [titleOf(report), ...what(report)];
}

function titleOf({ verdict }: Pick<PostmortemReport, 'verdict'>): string {
  if (verdict === 'accumulation') return 'largest accumulation: ';
  return verdict === 'none' ? '' : `${verdict}: `;
}

function what({ verdict, accumulation, site, nameless }: PostmortemReport): Phrase {
  if (verdict === 'none') return ['nothing that can be named was found to grow'];
  if (accumulation !== undefined) return holding(accumulation);
  if (site !== undefined) return allocating(site, verdict);
  if (nameless !== undefined) return [namelessWords(nameless)];
  return ['what grows has no name here'];
}

function holding({ holder, leakedClass, count: many, retainedSize, heapSize }: Accumulation): Phrase {
  return [
    { name: holder.name },
    ` holds ${count(many)} `,
    { name: leakedClass },
    ` = ${longBytes(retainedSize)} of ${longBytes(heapSize)} live (${percent(retainedSize, heapSize)})`,
  ];
}

function allocating(site: AccusedSite, verdict: PostmortemReport['verdict']): Phrase {
  const memory = site.memory === 'external' ? ' of external memory' : '';
  const bytes = `${longBytes(site.inuseSpace)}${memory}`;
  return [
    'what ',
    { name: shortName(site) },
    verdict === 'accumulation'
      ? ` allocated is the most that one profile has live: ${bytes}`
      : ` allocates piles up: ${bytes} live in the end; what keeps it was not recorded`,
  ];
}

const MEMORIES = { heap: 'the heap', external: 'external memory', native: 'native memory' } as const;

function namelessWords({ memory, bytes }: NamelessGrowth): string {
  return `${MEMORIES[memory]} grew by ${longBytes(bytes)}, and no class or site explains it`;
}
