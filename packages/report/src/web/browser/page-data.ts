/** What the script of a page knows of it. */
export interface PageData {
  /** What can be selected, as patterns find it: row N is the element `nodeN`. Not safe to show. */
  readonly names: readonly string[];
  /** In a flame graph: the row of `names` of each of its functions. */
  readonly frames?: readonly number[];
}

/** As it stands in the page. */
export interface SentData extends PageData {
  /** Names of the configurations of the menu. */
  readonly configs: readonly string[];
}
