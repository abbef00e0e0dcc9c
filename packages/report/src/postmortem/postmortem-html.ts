import { createHash } from 'node:crypto';
import { escapeMarkup } from '../flame/escape-markup.js';
import { type Phrase, plainPhrase } from '../growth/phrase.js';
import { growthChart } from './growth-chart.js';
import { growthPhrase } from './growth-phrase.js';
import type { PostmortemReport } from './postmortem-report.js';
import { headingPhrase, postmortemSections, type Section } from './postmortem-sections.js';
import { POSTMORTEM_STYLE } from './postmortem-style.js';
import { shareBar } from './share-bar.js';
import { verdictPhrase } from './verdict-phrase.js';

const LONGEST = { words: 4096, name: 512 };

/**
 * The report as one HTML file. It needs nothing else and may ask for nothing: its policy forbids every request and every
 * script, and allows the one style sheet by its hash. Names are text, never markup. Equal input gives an equal file.
 */
export function renderPostmortemHtml(report: PostmortemReport): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(POSTMORTEM_STYLE).digest('base64')}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const heading = `heaptide postmortem: ${plainPhrase(headingPhrase(report))}`;
  const sections = postmortemSections(report).filter(({ label }) => label !== 'verdict');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="heaptide">
<link rel="icon" href="data:,">
<title>${escapeMarkup(heading)}</title>
<style>${POSTMORTEM_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeMarkup(heading)}</h1>
${verdictBox(report)}
</header>
<main>
${sections.map((section) => sectionMarkup(section, report)).join('\n')}
</main>
</body>
</html>
`;
}

function verdictBox(report: PostmortemReport): string {
  const { verdict, accumulation } = report;
  const isFound = verdict === 'leak' || verdict === 'backlog';
  const bar = accumulation === undefined ? '' : shareBar(accumulation.retainedSize, accumulation.heapSize);
  return `<div class="verdict${isFound ? ' found' : ''}"><p>${markup(verdictPhrase(report))}</p>${bar}</div>`;
}

function sectionMarkup({ label, lines }: Section, report: PostmortemReport): string {
  const items =
    label === 'growth'
      ? report.growth.map(
          (history) => `<li>${markup(growthPhrase(history))}<figure>${growthChart(history)}</figure></li>`,
        )
      : lines.map((line) => `<li>${markup(line)}</li>`);
  return `<section><h2>${label}</h2><ul>${items.join('')}</ul></section>`;
}

function markup(phrase: Phrase): string {
  return phrase
    .map((piece) =>
      typeof piece === 'string'
        ? escapeMarkup(piece, { limit: LONGEST.words })
        : `<code>${escapeMarkup(piece.name, { limit: LONGEST.name })}</code>`,
    )
    .join('');
}
