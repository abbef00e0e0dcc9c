import type { PageParts } from '../page-parts.js';
import type { SentData } from './page-data.js';

/** Brings a page to life. Without it, it shows the same and its links lead where they say. */
export function startPage(parts: PageParts): void {
  const data = JSON.parse(document.getElementById('ui-data')!.textContent) as SentData;
  const bar = document.querySelector<HTMLElement>('.ui-top')!;
  document.documentElement.classList.add('ui-live');
  parts.createMenus(bar);
  parts.createConfigs(bar, data.configs);
  if (data.frames !== undefined) {
    parts.createLinks(bar, parts.createFlameSelection(parts, data));
    return;
  }
  // Elements are looked up once, since sorting moves them about.
  const elements = data.names.map((_, node) => document.getElementById(`node${node}`));
  const selection = parts.createSelection(parts, data.names, (node, selected) => {
    const element = elements[node];
    element?.classList.toggle('ui-chosen', selected);
    if (element instanceof HTMLElement) element.setAttribute('aria-selected', String(selected));
  });
  parts.createLinks(bar, selection);
  const find = document.querySelector<HTMLInputElement>('#ui-find');
  if (find !== null) parts.createSearch(find, selection);
  const table = document.querySelector<HTMLTableElement>('table.ui-table');
  if (table !== null) parts.createTable(table, selection);
  const stage = document.querySelector<HTMLElement>('.ui-stage');
  if (stage !== null) parts.createPicture(stage, selection);
}
