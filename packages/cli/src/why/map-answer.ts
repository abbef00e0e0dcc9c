import type { Frame } from '@heaptide/growth';
import { details, headline, type WhyAnswer, type WhyChain, type WhyHolder } from '@heaptide/why';
import type { SourceMapping } from '../views/source-mapping.js';

/** The answer in the names of the sources, `shown` being the site in these. It stays as it is where nothing is mapped. */
export function mapAnswer(
  answer: WhyAnswer,
  shown: Frame,
  mapping: Pick<SourceMapping, 'file' | 'frame'>,
): WhyAnswer {
  const { canaries, holder, chain, growing } = answer;
  const inSource = <T extends WhyHolder | WhyChain>(one: T): T => ({ ...one, file: mapping.file(one.file) });
  const mapped = {
    ...answer,
    site: shown,
    holder: holder === null ? null : inSource(holder),
    chain: chain === null ? null : inSource(chain),
    growing: growing.map(inSource),
    canaries:
      canaries.caughtAt === undefined
        ? canaries
        : { ...canaries, caughtAt: placeInSource(canaries.caughtAt, mapping) },
  };
  if (JSON.stringify(mapped) === JSON.stringify(answer)) return answer;
  return { ...mapped, text: headline(mapped), details: details(mapped) };
}

function placeInSource(
  place: { readonly file: string; readonly line: number },
  mapping: Pick<SourceMapping, 'frame'>,
): { readonly file: string; readonly line: number } {
  const { file, line } = place;
  const mapped = mapping.frame({ name: '', file, line, column: 0, startLine: line });
  return mapped === undefined ? place : { file: mapped.file, line: mapped.line };
}
