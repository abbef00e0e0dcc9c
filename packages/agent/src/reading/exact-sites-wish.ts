/** Exact sites for so long; 0 seconds end them. */
export interface ExactSitesWish {
  readonly seconds: number;
  /** Mean bytes between two samples meanwhile; absent leaves it as it is. */
  readonly interval?: number;
}

/** That V8 inlines nothing for a while. */
export interface ExactSitesState {
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** How it stands after a wish, or why that was not granted. */
export type ExactSitesAnswer =
  | { readonly refused: string }
  | {
      readonly exactSites: boolean;
      /** The process was started so, and nothing has been changed. */
      readonly always: boolean;
      /** Milliseconds since 1970; absent where it does not end, or is off. */
      readonly until?: number;
      /** Mean bytes between two samples, as of now. */
      readonly interval: number;
      /** For how long the isolate stood still. */
      readonly pauseMs: number;
    };
