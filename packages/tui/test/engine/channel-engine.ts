import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { EngineThread } from '../../src/engine/remote-engine.js';
import { RemoteEngine } from '../../src/engine/remote-engine.js';
import { serveEngine } from '../../src/engine/serve-engine.js';
import type { SiteColumns } from '../../src/engine/site-columns.js';
import type { EngineState, WatchEngine } from '../../src/engine/watch-engine.js';
import { EVERY_MS } from '../sample-report.js';

const FIRST = { name: 'pod/proxyrunner-7c9f', everyMs: EVERY_MS, isLive: true, savedIn: undefined };

/** The near end of a channel, as a thread of which nothing but its messages is known. */
export function threadBehind(port: MessagePort): EngineThread {
  return {
    on: (event: string, listener: (value: never) => void) => {
      if (event === 'error') return undefined;
      return port.on(event === 'exit' ? 'close' : event, listener as (value: unknown) => void);
    },
    postMessage: (message) => port.postMessage(message),
    terminate: () => {
      port.close();
      return Promise.resolve();
    },
  };
}

export interface ChannelEngine {
  readonly remote: RemoteEngine;
  /** The state of the served engine, with the columns as they were before they were handed over. */
  readonly served: () => EngineState;
  /** Waits until all that has been told by now has arrived. */
  readonly arrived: () => Promise<void>;
}

/** `engine` served through a channel, whose every message is cloned. */
export function throughChannel(engine: WatchEngine): ChannelEngine {
  const { port1, port2 } = new MessageChannel();
  let columns: SiteColumns | undefined;
  let known: SiteColumns | undefined;
  engine.subscribe(() => {
    const { columns: now } = engine.getSnapshot();
    if (now !== undefined && now !== known) columns = structuredClone(now);
    known = now;
  });
  serveEngine(engine, port2);
  const remote = new RemoteEngine(threadBehind(port1), FIRST);
  return {
    remote,
    served: () => ({ ...engine.getSnapshot(), ...(columns === undefined ? {} : { columns }) }),
    arrived: async () => {
      await remote.sites([]);
    },
  };
}
