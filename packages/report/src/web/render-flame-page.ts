import { comparedSides } from './compared-sides.js';
import { buildFlameTree } from '../flame/build-flame-tree.js';
import type { FlameTree } from '../flame/flame-tree.js';
import { PAGE_STYLE } from '../flame/page-style.js';
import { renderFlameHtml } from '../flame/render-flame-html.js';
import { viewerScript } from '../flame/viewer-parts.js';
import type { Report } from '../pprof/report.js';
import { renderDocument } from './render-document.js';
import type { WebFrame, WebPage } from './web-page.js';

/** A smaller tree than a file may hold: it is made anew for every page. */
const MOST_NODES = 20_000;

/** The flame graph of a report; a comparison where the profile holds the samples of a base. */
export function renderFlamePage(frame: WebFrame, { profile, column }: Report): WebPage {
  const { after, base } = comparedSides(profile);
  const tree = buildFlameTree(after, {
    sampleType: String(column),
    maxNodes: MOST_NODES,
    ...(base !== undefined && { base }),
  });
  return renderDocument(frame, {
    style: PAGE_STYLE,
    scripts: [viewerScript()],
    body: bodyOf(renderFlameHtml(tree, { title: frame.title })),
    data: selectable(tree),
  });
}

/**
 * What the flame graph's own page has in its body. Names cannot put a tag there: they are escaped in markup, and have no
 * `<` in data.
 */
function bodyOf(html: string): string {
  return html.slice(html.indexOf('<body>') + '<body>'.length, html.lastIndexOf('</body>'));
}

/** The names of the tree's functions as the profile has them, in the order in which the page numbers functions. */
function selectable({ frame, frames }: FlameTree): { names: readonly string[]; frames: readonly number[] } {
  const used = [...new Set(frame)].filter((row) => row !== -1).sort((a, b) => a - b);
  const rows = new Map<string, number>();
  const rowOf = used.map((row) => {
    const name = frames.name[row]!;
    const known = rows.get(name) ?? rows.size;
    rows.set(name, known);
    return known;
  });
  return { names: [...rows.keys()], frames: rowOf };
}
