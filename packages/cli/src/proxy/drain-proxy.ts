import type { Proxy } from '@heaptide/proxy';
import type { Logger } from './log/logger.js';

/** What may go on after the time to drain, until the process ends as it is. */
const CLOSING_MS = 1_500;
/** What a library has not put away by then does not hold up the end. */
const LINGERING_MS = 200;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const INTERRUPTED = 130;

export interface DrainOptions {
  readonly timeoutMs: number;
  readonly logger: Logger | undefined;
  /** Closes what is left when the proxy is closed. */
  readonly closeRest: () => Promise<void>;
}

/**
 * Ends a proxy as its open exchanges end, within `timeoutMs` and two seconds. Another signal ends the process at once, as
 * it would not do by itself where the process is the first of a container.
 */
export async function drainProxy(
  proxy: Proxy,
  { timeoutMs, logger, closeRest }: DrainOptions,
): Promise<void> {
  for (const signal of SIGNALS) process.once(signal, () => process.exit(INTERRUPTED));
  const giveUp = setTimeout(() => {
    logger?.log('error', 'gave up closing');
    process.exit(1);
  }, timeoutMs + CLOSING_MS);
  const startedAt = performance.now();
  const { connections, openStreams } = proxy.counts();
  logger?.log('info', 'draining', { connections, streams: openStreams, timeoutMs });
  await proxy.close();
  await closeRest();
  clearTimeout(giveUp);
  const cutOff = proxy.counts().connectionsCutOff;
  logger?.log(cutOff === 0 ? 'info' : 'warn', 'drained', {
    cutOff,
    ms: Math.round(performance.now() - startedAt),
  });
  setTimeout(() => process.exit(), LINGERING_MS).unref();
}
