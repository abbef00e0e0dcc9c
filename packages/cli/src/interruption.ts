const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A signal that is aborted by SIGINT or SIGTERM. A second one ends the process as if nobody had listened. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of SIGNALS) {
    const abort = (): void => {
      controller.abort();
      for (const other of SIGNALS) process.removeAllListeners(other);
    };
    process.once(name, abort);
  }
  return controller.signal;
}
