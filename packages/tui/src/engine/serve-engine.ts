import type { EngineQuestion, EngineOrder, FromEngine, ToEngine } from './engine-messages.js';
import { sendError } from './sent-error.js';
import { buffersOf } from './site-columns.js';
import type { EngineState, WatchEngine } from './watch-engine.js';

/** The end of a message channel that an engine is served at; `parentPort` of a worker is one. */
export interface EnginePort {
  on(event: 'message', listener: (message: ToEngine) => void): unknown;
  postMessage(message: FromEngine, transfer?: readonly ArrayBuffer[]): void;
}

/** Has `engine` do what the other end of `port` asks for, and tells that end of every change. */
export function serveEngine(engine: WatchEngine, port: EnginePort): void {
  const stopping = new AbortController();
  const teller = new StateTeller(port);
  engine.subscribe(() => teller.tell(engine.getSnapshot()));
  port.on('message', (message) => {
    switch (message.kind) {
      case 'run':
        teller.tell(engine.getSnapshot());
        engine.run(stopping.signal).then(
          () => port.postMessage({ kind: 'ended', error: undefined }),
          (error: unknown) => port.postMessage({ kind: 'ended', error: sendError(error) }),
        );
        break;
      case 'stop':
        stopping.abort();
        break;
      case 'order':
        methodOf(engine, message.order)(...message.given);
        break;
      case 'question':
        void answer(engine, message, port);
    }
  });
}

async function answer(
  engine: WatchEngine,
  { id, question, given }: ToEngine & { readonly kind: 'question' },
  port: EnginePort,
): Promise<void> {
  try {
    port.postMessage({ kind: 'answer', id, value: await methodOf(engine, question)(...given) });
  } catch (error) {
    port.postMessage({ kind: 'refusal', id, error: sendError(error) });
  }
}

/** Messages are typed where they are sent. */
function methodOf(engine: WatchEngine, name: EngineOrder | EngineQuestion) {
  return engine[name].bind(engine) as (...given: readonly unknown[]) => unknown;
}

/** Sends what has changed since it was last told. */
class StateTeller {
  readonly #port: EnginePort;
  #told: EngineState | undefined;
  #framesTold = 0;

  constructor(port: EnginePort) {
    this.#port = port;
  }

  tell(state: EngineState): void {
    const before: Partial<EngineState> = this.#told ?? {};
    const keys = [...new Set([...Object.keys(before), ...Object.keys(state)])] as (keyof EngineState)[];
    const changed = keys.filter((key) => key !== 'frames' && key !== 'columns' && state[key] !== before[key]);
    const columns = state.columns === before.columns ? undefined : state.columns;
    const added = state.frames.slice(this.#framesTold);
    this.#told = state;
    this.#framesTold = state.frames.length;
    if (changed.length === 0 && columns === undefined && added.length === 0) return;
    this.#port.postMessage(
      {
        kind: 'state',
        state: Object.fromEntries(changed.filter((key) => key in state).map((key) => [key, state[key]])),
        gone: changed.filter((key) => !(key in state)),
        columns,
        added,
      },
      columns === undefined ? [] : buffersOf(columns),
    );
  }
}
