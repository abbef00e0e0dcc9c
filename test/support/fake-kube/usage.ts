export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly userAgent: string | undefined;
}

export interface UpgradeCounts {
  spdy: number;
  websocket: number;
}

const KEPT_REQUESTS = 2_000;

/** What a fake cluster has been asked for, by kind: a transport that silently falls back shows here. */
export class Usage {
  /** Port-forwards that were granted. */
  readonly upgrades: UpgradeCounts = { spdy: 0, websocket: 0 };
  /** Execs that were granted. */
  readonly execs: UpgradeCounts = { spdy: 0, websocket: 0 };
  /** Upgrades of either kind of use that were refused. */
  readonly refusedUpgrades: UpgradeCounts = { spdy: 0, websocket: 0 };
  /** Tunnels that stand. */
  openForwards = 0;
  /** Connections into pods through them that stand, and all there ever were. */
  openConnections = 0;
  connections = 0;
  /** Connections to a port on which nothing listens. */
  refusedConnections = 0;
  /** Watches that stand, and all there ever were. */
  openWatches = 0;
  watches = 0;
  /** All requests, upgrades included. */
  requests = 0;
  readonly #latest: SeenRequest[] = [];

  /** The latest 2,000 requests, oldest first. */
  get latest(): readonly SeenRequest[] {
    return this.#latest;
  }

  see(request: SeenRequest): void {
    this.requests++;
    this.#latest.push(request);
    if (this.#latest.length > KEPT_REQUESTS) this.#latest.shift();
  }
}
