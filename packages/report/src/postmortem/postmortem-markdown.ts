import { markdownPhrase } from '../growth/markdown-text.js';
import type { PostmortemReport } from './postmortem-report.js';
import { headingPhrase, postmortemSections } from './postmortem-sections.js';

/**
 * The report for an issue or a chat that takes Markdown. Nothing that a file of the dead process names is markup, mentions
 * anybody or refers to anything.
 */
export function renderPostmortemMarkdown(report: PostmortemReport): string {
  const sections = postmortemSections(report).map(({ label, lines }) => {
    const [only, ...others] = lines.map(markdownPhrase);
    if (label === 'verdict') return `**${only!}**`;
    const title = `**${label}**`;
    if (others.length === 0) return `${title}: ${only!}`;
    return [`${title}:`, '', ...[only!, ...others].map((line) => `- ${line}`)].join('\n');
  });
  return `${[`### heaptide postmortem: ${report.verdict}`, markdownPhrase(headingPhrase(report)), ...sections]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}
