import { type Phrase, plainPhrase } from '../growth/phrase.js';
import type { PostmortemReport } from './postmortem-report.js';
import { verdictPhrase } from './verdict-phrase.js';

/**
 * The report as one JSON document of schema `heaptide.postmortem/1`, with a final newline. What is not known is `null`, and
 * sentences are safe to print.
 */
export function renderPostmortemJson(report: PostmortemReport): string {
  const { process, death, accumulation, site, nameless, growth, confidence, files } = report;
  const document = {
    schema: 'heaptide.postmortem/1',
    process,
    death: {
      kind: death.kind,
      words: plainPhrase(death.words),
      evidence: death.evidence.map(plainPhrase),
      space: death.space,
      time: death.time,
      exitCode: death.exitCode,
    },
    verdict: report.verdict,
    text: plainPhrase(verdictPhrase(report)),
    holder: accumulation?.holder ?? null,
    leakedClass: accumulation?.leakedClass ?? null,
    count: accumulation?.count ?? null,
    retainedSize: accumulation?.retainedSize ?? null,
    heapSize: accumulation?.heapSize ?? null,
    path: accumulation?.path ?? [],
    declaredAt: accumulation?.declaredAt ?? null,
    site: site ?? null,
    nameless: nameless ?? null,
    growth: growth.map((history) => ({ ...history, of: plainPhrase(history.of) })),
    notIt: report.notIt,
    limits: sentences(report.limits),
    confidence,
    agreeing: sentences(report.agreeing),
    gaps: sentences(report.gaps),
    files,
    next: sentences(report.next),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function sentences(phrases: readonly Phrase[]): string[] {
  return phrases.map(plainPhrase);
}
