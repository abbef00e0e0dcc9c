/// <reference lib="dom" />
import { createPalette } from './browser/box-colour.js';
import { createControls } from './browser/create-controls.js';
import { createPainter } from './browser/create-painter.js';
import { createPanel } from './browser/create-panel.js';
import { createStage } from './browser/create-stage.js';
import { createTooltip } from './browser/create-tooltip.js';
import { createViewer } from './browser/create-viewer.js';
import { findMatches } from './browser/find-matches.js';
import { formatAmount } from './browser/format-amount.js';
import { formatChange } from './browser/format-change.js';
import { formatShare } from './browser/format-share.js';
import { functionFigures } from './browser/function-figures.js';
import { layOut } from './browser/lay-out.js';
import { makeElement } from './browser/make-element.js';
import { neighbours } from './browser/neighbours.js';
import { openTree } from './browser/open-tree.js';
import { startViewer } from './browser/start-viewer.js';
import { readHash, writeHash } from './browser/view-state.js';

/**
 * The page's program, in pieces.
 *
 * Each is a function that refers to nothing outside itself but the language and the browser: it is compiled and checked
 * like all code here, and travels as its own source text ({@link viewerScript}). So there is no bundler and no
 * generated file. What a piece needs of another comes in through its arguments; `import type` is all it may import.
 */
export const parts = {
  createControls,
  createPainter,
  createPalette,
  createPanel,
  createStage,
  createTooltip,
  createViewer,
  findMatches,
  formatAmount,
  formatChange,
  formatShare,
  functionFigures,
  layOut,
  makeElement,
  neighbours,
  openTree,
  readHash,
  writeHash,
};

export type Parts = typeof parts;

/** The text of the script in the page. */
export function viewerScript(): string {
  const fields = Object.entries(parts).map(([name, part]) => `${name}: ${part.toString()}`);
  return `'use strict';\n(${startViewer.toString()})({\n${fields.join(',\n')},\n});\n`;
}
