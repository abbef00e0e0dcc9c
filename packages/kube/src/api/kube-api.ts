/** One change of a watched list. */
export interface WatchEvent {
  /**
   * `ADDED`, `MODIFIED`, `DELETED`; `BOOKMARK` tells a version alone; `ERROR` holds a Status and is the last. Its code 410 says that the version
   * is too old to go on from, and that a new list is needed.
   */
  readonly type: string;
  readonly object: unknown;
}

export interface ReadOptions {
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** All of a list. */
export interface ApiList {
  readonly items: readonly unknown[];
  /** From which on it can be watched. */
  readonly resourceVersion: string | undefined;
}

/**
 * The cluster's API. Paths begin with `/` and are without a query. What it answers is JSON whose shape nobody has checked. All waits are bounded.
 * Everything rejects with {@link KubeError}, where the API server refused with {@link ApiRefused}; or with the reason of `signal`.
 */
export interface KubeApi {
  /** At most 1 MiB. */
  getJson(path: string, options?: ReadOptions): Promise<unknown>;
  /** At most 1 MiB, as logs are. */
  getText(path: string, options?: ReadOptions): Promise<string>;
  postJson(path: string, body: unknown, options?: ReadOptions): Promise<unknown>;
  /** All pages of a list, together at most 64 MiB. */
  list(path: string, options?: ReadOptions): Promise<ApiList>;
  /** Ends when the server says so, which it does every few minutes. */
  watch(path: string, options: ReadOptions & { readonly resourceVersion: string }): AsyncIterable<WatchEvent>;
  /** Lets go of connections that are kept. What is being asked goes on. */
  close(): void;
}
