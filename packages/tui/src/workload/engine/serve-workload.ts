import { sendError } from '../../engine/sent-error.js';
import type { PodRow, WorkloadState } from '../model/workload-state.js';
import type { WorkloadEngine } from './workload-engine.js';
import type { FromWorkload, ToWorkload, WorkloadSummary } from './workload-messages.js';

/** The near end of a message channel that an engine is served at; `parentPort` of a worker is one. */
export interface WorkloadPort {
  on(event: 'message', listener: (message: ToWorkload) => void): unknown;
  postMessage(message: FromWorkload): void;
}

/** Changes that come sooner after one another are told together: many pods change often, and nobody reads as fast. */
const TELL_EVERY_MS = 50;

/** Has `engine` do what the other end of `port` asks for, and tells that end of every change. */
export function serveWorkload(engine: WorkloadEngine, port: WorkloadPort): void {
  const stopping = new AbortController();
  const teller = new StateTeller(port, () => engine.getSnapshot());
  engine.subscribe(() => teller.changed());
  const end = (error: unknown): void => {
    teller.tell();
    port.postMessage({ kind: 'ended', error: error === undefined ? undefined : sendError(error) });
  };
  port.on('message', (message) => {
    switch (message.kind) {
      case 'run':
        teller.tell();
        engine.run(stopping.signal).then(() => end(undefined), end);
        break;
      case 'stop':
        stopping.abort();
        break;
      case 'capture-now':
        engine.captureNow(message.key);
        break;
      case 'hold':
        engine.hold();
        break;
      case 'release':
        engine.release();
        break;
      case 'close':
        void engine.close().then(
          (notes) => port.postMessage({ kind: 'closed', notes }),
          (error: unknown) => port.postMessage({ kind: 'closed', notes: [(error as Error).message] }),
        );
    }
  });
}

/** Sends what has changed since it was last told. */
class StateTeller {
  readonly #port: WorkloadPort;
  readonly #read: () => WorkloadState;
  #told: WorkloadState | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(port: WorkloadPort, read: () => WorkloadState) {
    this.#port = port;
    this.#read = read;
  }

  changed(): void {
    this.#timer ??= setTimeout(() => this.tell(), TELL_EVERY_MS);
  }

  tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const state = this.#read();
    const before = this.#told;
    this.#told = state;
    const keys = [
      ...new Set([...Object.keys(before ?? {}), ...Object.keys(state)]),
    ] as (keyof WorkloadState)[];
    const changed = keys.filter(
      (key): key is keyof WorkloadSummary => key !== 'pods' && state[key] !== before?.[key],
    );
    const known = new Map(before?.pods.map((row) => [row.pod.key, row]));
    const rows = state.pods.filter((row) => known.get(row.pod.key) !== row);
    const isReordered = !isSameOrder(before?.pods, state.pods);
    if (changed.length === 0 && rows.length === 0 && !isReordered) return;
    this.#port.postMessage({
      kind: 'state',
      state: Object.fromEntries(changed.filter((key) => key in state).map((key) => [key, state[key]])),
      gone: changed.filter((key) => !(key in state)),
      order: isReordered ? state.pods.map(({ pod }) => pod.key) : undefined,
      rows,
    });
  }
}

function isSameOrder(before: readonly PodRow[] | undefined, now: readonly PodRow[]): boolean {
  return before?.length === now.length && now.every(({ pod }, i) => before[i]!.pod.key === pod.key);
}
