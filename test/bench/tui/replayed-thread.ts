import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { decodeCapture } from '@heaptide/targets';
import { type EnginePort, type EngineThread, LocalEngine, serveEngine } from '@heaptide/tui';

type ToEngine = Parameters<EngineThread['postMessage']>[0];
type FromEngine = Parameters<EnginePort['postMessage']>[0];

/**
 * The thread of an engine that has taken all its captures already: its states wait in a message channel, as they do
 * between threads, and come when {@link next} is called, so that nothing is judged while a frame is drawn. What is asked
 * of it is answered at once; what it says of single sites is that of its last report.
 */
export class ReplayedThread extends EventEmitter implements EngineThread {
  private readonly states = new MessageChannel();
  /** Of each state that waits, whether it brings new figures. */
  private readonly figures: boolean[] = [];
  private onMessage: (message: ToEngine) => void = () => undefined;

  /** Judges the captures in these files. */
  static async record(paths: readonly string[]): Promise<ReplayedThread> {
    const thread = new ReplayedThread();
    let taken = 0;
    await new Promise<void>((resolve) => {
      const engine = new LocalEngine({
        target: {
          name: 'replayed',
          receive: async ({ signal }) => {
            const path = paths[taken++];
            if (path === undefined) {
              resolve();
              return ended(signal);
            }
            const bytes = readFileSync(path);
            return { bytes, capture: await decodeCapture(path, bytes) };
          },
        },
        everyMs: 1000,
        exportTo: '.',
        clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
      });
      serveEngine(engine, {
        on: (_, listener) => (thread.onMessage = listener),
        postMessage: (message, transfer) => thread.receive(message, transfer),
      });
      thread.onMessage({ kind: 'run' });
    });
    return thread;
  }

  postMessage(message: ToEngine): void {
    if (message.kind !== 'run') this.onMessage(message);
  }

  /** Whether the next state brings new figures of all sites; `undefined` when there are no more. */
  get nextHasFigures(): boolean | undefined {
    return this.figures[0];
  }

  /**
   * The next state comes.
   *
   * @throws {Error} when there are no more.
   */
  next(): void {
    const received = receiveMessageOnPort(this.states.port2);
    if (received === undefined) throw new Error('there are too few captures');
    this.figures.shift();
    this.emit('message', received.message);
  }

  terminate(): Promise<void> {
    this.states.port1.close();
    return Promise.resolve();
  }

  private receive(message: FromEngine, transfer: readonly ArrayBuffer[] = []): void {
    if (message.kind !== 'state') {
      setImmediate(() => this.emit('message', structuredClone(message)));
      return;
    }
    this.figures.push(message.columns !== undefined);
    this.states.port1.postMessage(message, [...transfer]);
  }
}

/** Never resolves. */
function ended(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('it has ended')), { once: true });
  });
}
