/** A signal that the first SIGINT or SIGTERM aborts. The same one again ends the process as if nobody had listened. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  return controller.signal;
}
