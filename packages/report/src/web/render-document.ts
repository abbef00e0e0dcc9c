import { createHash } from 'node:crypto';
import { escapeMarkup } from '../flame/escape-markup.js';
import { scriptJson } from '../flame/script-json.js';
import { BAR_STYLE } from './bar-style.js';
import { pageScript } from './page-parts.js';
import { renderBar } from './render-bar.js';
import type { PageData, SentData } from './browser/page-data.js';
import type { WebFrame, WebPage } from './web-page.js';

export interface DocumentContent {
  /** Markup below the bar. */
  readonly body: string;
  readonly style: string;
  /** Scripts of the body, by their text. */
  readonly scripts?: readonly string[];
  readonly data: PageData;
}

/** A whole page: the bar, and below it what a view shows. */
export function renderDocument(
  frame: WebFrame,
  { body, style, scripts = [], data }: DocumentContent,
): WebPage {
  const sent: SentData = { ...data, configs: frame.configs.map(({ name }) => name) };
  const script = pageScript();
  const styles = `${style}${BAR_STYLE}`;
  const policy = [
    "default-src 'none'",
    `script-src ${[script, ...scripts].map(hashOf).join(' ')}`,
    `style-src ${hashOf(styles)}`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escapeMarkup(frame.title)}</title>
<style>${styles}</style>
</head>
<body class="ui-view-${frame.view ?? 'error'}">
${renderBar(frame)}
${body}
<script type="application/json" id="ui-data">${scriptJson(sent)}</script>
<script>${script}</script>
</body>
</html>
`;
  return { html, policy };
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
