import { escapeMarkup, escapeSafe } from '../flame/escape-markup.js';

/** A picture that may stand inside a page. */
export interface CleanSvg {
  /** `<g>` with all that is drawn. */
  readonly markup: string;
  readonly viewBox: string;
}

/** Any picture is drawn anew out of these; attributes are taken where their whole value has the form. */
const NUMBERS = /^[-+0-9.eE, ]*$/;
const COLOR = /^(?:#[0-9a-fA-F]{6}|none|transparent|black|white|lightgr[ae]y|[a-z]{3,20})$/;
const SHAPE = { fill: COLOR, stroke: COLOR, 'stroke-width': NUMBERS, 'stroke-dasharray': NUMBERS };
const ELEMENTS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  g: {
    id: /^(?:node|edge|graph|clust|a_node|a_edge)[0-9]{1,9}$/,
    class: /^(?:node|edge|graph|cluster)$/,
    transform: /^[-+0-9.eE, ()a-z]*$/,
  },
  text: {
    'text-anchor': /^(?:start|middle|end)$/,
    x: NUMBERS,
    y: NUMBERS,
    'font-size': NUMBERS,
    fill: COLOR,
  },
  polygon: { ...SHAPE, points: NUMBERS },
  polyline: { ...SHAPE, points: NUMBERS },
  path: { ...SHAPE, d: /^[-+0-9.eE, A-Za-z]*$/ },
  ellipse: { ...SHAPE, cx: NUMBERS, cy: NUMBERS, rx: NUMBERS, ry: NUMBERS },
};
/** What these hold is left out with them. */
const OPAQUE = new Set(['defs', 'foreignobject', 'image', 'script', 'style', 'title']);
const TOKEN =
  /<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!][^>]*>|<(\/?)([A-Za-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|[^<]+|</gs;
const ATTRIBUTE = /([A-Za-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Long names fill a tooltip without saying more. */
const TOOLTIP_LIMIT = 400;

/**
 * The drawing of a graph as graphviz writes it, made anew from what drawings need and nothing else: no scripts, links,
 * styles or references, whatever names in a profile have talked graphviz into. Tooltips become titles.
 */
export function cleanSvg(svg: string): CleanSvg {
  const out: string[] = [];
  /** Names of the open elements; `undefined` for those that are not passed on. */
  const open: (string | undefined)[] = [];
  let opaque: { readonly name: string; depth: number } | undefined;
  let viewBox = '0 0 100 100';
  for (const [token, slash, tag, rest = ''] of svg.matchAll(TOKEN)) {
    if (tag === undefined) {
      if (opaque === undefined && open.at(-1) === 'text' && !/^<[?!]/.test(token)) out.push(textOf(token));
      continue;
    }
    const name = tag.toLowerCase();
    const isEmpty = rest.trimEnd().endsWith('/');
    if (opaque !== undefined) {
      if (name === opaque.name && !isEmpty) opaque.depth += slash === '/' ? -1 : 1;
      if (opaque.depth === 0) opaque = undefined;
    } else if (slash === '/') {
      const ended = open.pop();
      if (ended !== undefined) out.push(`</${ended}>`);
    } else if (OPAQUE.has(name)) {
      if (!isEmpty) opaque = { name, depth: 1 };
    } else {
      const attributes = attributesOf(rest);
      const box = attributes.get('viewBox');
      if (name === 'svg' && open.length === 0 && box !== undefined && NUMBERS.test(box)) viewBox = box;
      const written = writtenElement(name, attributes, open);
      if (written !== undefined) out.push(written.markup);
      if (!isEmpty) open.push(written?.name);
      else if (written !== undefined) out.push(`</${written.name}>`);
    }
  }
  while (open.length > 0) {
    const ended = open.pop();
    if (ended !== undefined) out.push(`</${ended}>`);
  }
  return { markup: `<g>${out.join('')}</g>`, viewBox };
}

function writtenElement(
  name: string,
  attributes: ReadonlyMap<string, string>,
  open: readonly (string | undefined)[],
): { readonly name: string; readonly markup: string } | undefined {
  if (name === 'a') {
    const tooltip = attributes.get('xlink:title') ?? '';
    const title = tooltip === '' ? '' : `<title>${escapeMarkup(tooltip, { limit: TOOLTIP_LIMIT })}</title>`;
    return { name: 'g', markup: `<g>${title}` };
  }
  const known = ELEMENTS[name];
  if (known === undefined || open.includes('text')) return undefined;
  // The sheet of paper behind the drawing is the page itself.
  if (name === 'polygon' && open.length === 2 && attributes.get('fill') === 'white') return undefined;
  const kept = [...attributes].flatMap(([attribute, value]) =>
    known[attribute]?.test(value) === true ? [` ${attribute}="${escapeSafe(value)}"`] : [],
  );
  return { name, markup: `<${name}${kept.join('')}>` };
}

function attributesOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [
      name,
      withoutEntities(double ?? single ?? ''),
    ]),
  );
}

function textOf(token: string): string {
  return escapeMarkup(withoutEntities(token));
}

function withoutEntities(text: string): string {
  return text.replace(ENTITY, (_, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name]!;
    const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\u{fffd}';
  });
}
