/** What the user types after `/`, on a screen that can be narrowed or searched by it. */
export interface TypedFilter {
  readonly text: string;
  /** Matches of all, in words. */
  readonly found: string;
  set(text: string): void;
}

export interface TypedFilterParts {
  readonly text: () => string;
  readonly found?: () => string;
  readonly set: (text: string) => void;
}

/** A filter that is looked up where it is kept whenever it is asked for. */
export function typedFilter({ text, found = () => '', set }: TypedFilterParts): TypedFilter {
  return {
    get text() {
      return text();
    },
    get found() {
      return found();
    },
    set,
  };
}
