import type { PageParts } from '../page-parts.js';
import type { PageData } from './page-data.js';
import type { Selection } from './create-selection.js';

/** The selection in a flame graph: what it is zoomed to or has its cursor on, else its search. Its address tells. */
export function createFlameSelection(parts: PageParts, { names, frames = [] }: PageData): Selection {
  let frameOfNode: readonly number[] | undefined;
  const chosen = (): string => {
    const fields = new URLSearchParams(location.hash.slice(1));
    const node = Number(fields.get('at') ?? fields.get('zoom') ?? '0');
    frameOfNode ??= (JSON.parse(document.getElementById('data')!.textContent) as { frame: number[] }).frame;
    return node > 0 ? (names[frames[frameOfNode[node] ?? -1] ?? -1] ?? '') : '';
  };
  const searched = (): string => {
    const text = new URLSearchParams(location.hash.slice(1)).get('q') ?? '';
    if (text === '') return '';
    const expression = /^\/(.+)\/$/s.exec(text);
    return `(?i)${expression === null ? parts.quotePattern(text).slice(1, -1) : expression[1]!}`;
  };
  return {
    pattern: () => (chosen() === '' ? searched() : parts.quotePattern(chosen())),
    description: () => (chosen() === '' ? (searched() === '' ? '' : 'what the search finds') : '1 selected'),
    watch: () => undefined,
  };
}
