/// <reference lib="dom" />
import { createConfigs } from './browser/create-configs.js';
import { createFlameSelection } from './browser/create-flame-selection.js';
import { createLinks } from './browser/create-links.js';
import { createMenus } from './browser/create-menus.js';
import { createPicture } from './browser/create-picture.js';
import { createSearch } from './browser/create-search.js';
import { createSelection } from './browser/create-selection.js';
import { createTable } from './browser/create-table.js';
import { startPage } from './browser/start-page.js';
import { quotePattern } from './quote-pattern.js';

/** The program of the pages, in pieces that travel as their own source text, as those of the flame graph do. */
export const pageParts = {
  createConfigs,
  createFlameSelection,
  createLinks,
  createMenus,
  createPicture,
  createSearch,
  createSelection,
  createTable,
  quotePattern,
};

export type PageParts = typeof pageParts;

/** The text of the script in every page. */
export function pageScript(): string {
  const fields = Object.entries(pageParts).map(([name, part]) => `${name}: ${part.toString()}`);
  return `'use strict';\n(${startPage.toString()})({\n${fields.join(',\n')},\n});\n`;
}
