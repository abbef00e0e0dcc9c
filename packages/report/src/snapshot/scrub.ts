import type { ScrubResult } from '@heaptide/heapsnapshot';
import { count } from '@heaptide/profile';
import { safeText } from '../safe-text.js';

/** What became of the strings of a snapshot whose copy is `output`. */
export function renderScrubText(output: string, result: ScrubResult): string {
  const { strings, kept, suspiciousLabels, suspicious } = result;
  const lines = [
    `${safeText(output)}: ${count(strings - kept)} of ${count(strings)} strings were replaced, ${count(suspiciousLabels)} of them names that look like data`,
    ...(suspicious === 0
      ? []
      : [`${count(suspicious)} strings of the copy still look like data: do not share it`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Schema `heaptide.snapshot-scrub/1`: `{schema, file, strings, kept, suspiciousLabels, suspicious}`, numbers of strings. */
export function renderScrubJson(output: string, result: ScrubResult): string {
  const { strings, kept, suspiciousLabels, suspicious } = result;
  const told = { file: output, strings, kept, suspiciousLabels, suspicious };
  return `${JSON.stringify({ schema: 'heaptide.snapshot-scrub/1', ...told })}\n`;
}
