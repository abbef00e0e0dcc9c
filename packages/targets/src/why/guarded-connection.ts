import type { InspectorConnection, InspectorRecord } from '@heaptide/why';

/** Watches over a process that may have stopped the main thread of another. */
export interface Guard {
  /** Resolves once it watches. */
  arm(): Promise<void>;
  disarm(): void;
}

/**
 * A connection whose debugger is enabled only while the guard watches: from before it is asked to be until it is told to have
 * been disabled.
 */
export function guardedConnection(connection: InspectorConnection, guard: Guard): InspectorConnection {
  const whileWatched = async (
    method: string,
    parameters: InspectorRecord | undefined,
    options: Parameters<InspectorConnection['call']>[2],
  ): Promise<InspectorRecord> => {
    await guard.arm();
    return connection.call(method, parameters, options);
  };
  return {
    call: (method, parameters, options) => {
      if (method === 'Debugger.enable') return whileWatched(method, parameters, options);
      const called = connection.call(method, parameters, options);
      if (method !== 'Debugger.disable') return called;
      return called.then((result) => {
        guard.disarm();
        return result;
      });
    },
    on: (event, listener) => connection.on(event, listener),
    promptly: () => connection.promptly?.() ?? (() => undefined),
  };
}
