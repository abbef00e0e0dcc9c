import type { PageParts } from '../page-parts.js';

/** What the reader has selected on a page, and the regular expression that stands for it. */
export interface Selection {
  /** `''` when nothing is selected. */
  readonly pattern: () => string;
  /** How it is said to the reader; `''` likewise. */
  readonly description: () => string;
  /** Calls after every change. */
  readonly watch: (listener: () => void) => void;
}

/** A selection of elements, by clicks one by one or by a search all at once. */
export interface NodeSelection extends Selection {
  readonly toggle: (node: number) => void;
  /** Selects what matches, and stands for the search itself from then on. An empty text selects nothing. */
  readonly search: (text: string) => void;
  readonly clear: () => void;
}

/** `mark` shows whether a row of `names` is selected. */
export function createSelection(
  parts: PageParts,
  names: readonly string[],
  mark: (node: number, selected: boolean) => void,
): NodeSelection {
  const selected = new Set<number>();
  const listeners: (() => void)[] = [];
  let searched = '';
  const changed = (): void => listeners.forEach((listener) => listener());
  const set = (wanted: (node: number) => boolean): void => {
    for (let node = 0; node < names.length; node++) {
      const want = names[node] !== '' && wanted(node);
      if (want === selected.has(node)) continue;
      if (want) selected.add(node);
      else selected.delete(node);
      mark(node, want);
    }
  };
  return {
    pattern: () => {
      if (searched !== '') return searched;
      return [...new Set([...selected].map((node) => names[node]!))].map(parts.quotePattern).join('|');
    },
    description: () => {
      if (searched !== '') return `${selected.size} found`;
      return selected.size === 0 ? '' : `${selected.size} selected`;
    },
    watch: (listener) => listeners.push(listener),
    toggle: (node) => {
      searched = '';
      const want = !selected.has(node);
      if (want) selected.add(node);
      else selected.delete(node);
      mark(node, want);
      changed();
    },
    search: (text) => {
      searched = text;
      let matches: (name: string) => boolean = () => false;
      if (text !== '') {
        try {
          const expression = new RegExp(text);
          matches = (name) => expression.test(name);
        } catch {
          // Half a pattern, or one that only RE2 knows: Enter asks the server.
          matches = (name) => name.includes(text);
        }
      }
      set((node) => matches(names[node]!));
      changed();
    },
    clear: () => {
      searched = '';
      set(() => false);
      changed();
    },
  };
}
