import type { FlameData } from '../flame-data.js';
import type { Parts } from '../viewer-parts.js';

/** Brings the page to life. Without it the page is a table of functions. */
export function startViewer(parts: Parts): void {
  const find = (id: string): HTMLElement => document.getElementById(id)!;
  const data = JSON.parse(find('data').textContent) as FlameData;
  document.documentElement.classList.add('live');
  const viewer = parts.createViewer(parts, data);
  const tooltip = parts.createTooltip(viewer, find('tip'));
  const stage = parts.createStage(viewer, find('stage'), find('status'), tooltip);
  parts.createPanel(viewer, find('chosen'), find('functions'));
  parts.createControls(viewer, stage, document.body);
  window.addEventListener('beforeprint', () => stage.setLight(true));
  window.addEventListener('afterprint', () => stage.setLight(false));
}
