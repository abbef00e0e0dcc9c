import { startAgent } from '@heaptide/agent';
import { memoryLimits, type MetricsSources, proxyMetrics, serveMetrics, startProxy } from '@heaptide/proxy';
import type { CommandContext } from '../command.js';
import { agentOptions } from './agent-options.js';
import { drainProxy } from './drain-proxy.js';
import type { LogFields } from './log/log-record.js';
import type { Logger } from './log/logger.js';
import { openStore } from './open-store.js';
import { proxyListeners } from './proxy-listeners.js';
import type { ProxySettings } from './proxy-settings.js';

const MIB = 1024 ** 2;

/** Runs a proxy until it is interrupted, with what the settings want beside it. */
export async function runProxy(
  settings: ProxySettings,
  { stdout, signal, env }: Pick<CommandContext, 'stdout' | 'signal' | 'env'>,
  logger: Logger | undefined,
): Promise<void> {
  const { options, limits, metricsAddress, log } = settings;
  /** Of what is open, in the order in which it was opened. */
  const closers: (() => unknown)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const wanted = agentOptions(settings, env);
    const agent = wanted === undefined ? undefined : await startAgent(wanted);
    if (agent !== undefined) closers.push(() => agent.stop());
    const listeners = proxyListeners({
      isProfiled: agent !== undefined || isProfiledFromOutside(env),
      hasMetrics: metricsAddress !== undefined,
      logger,
      logsRequests: log.requests,
    });
    const { sessionEvents, exchangeEvents, watch } = listeners;
    const { store, table } = await openStore(settings.sessions, { events: sessionEvents, logger });
    closers.push(() => store.close());
    const proxy = await startProxy({ ...options, sessionStore: store, events: exchangeEvents });
    closers.push(() => proxy.close());
    const metrics = await openMetrics({ ...listeners, proxy, table }, metricsAddress);
    if (metrics !== undefined) closers.push(() => metrics.close());
    watch?.begin(proxy);
    stdout.write(`listening ${proxy.url}${options.upstream.pathname}\n`);
    logger?.log('info', 'started', { url: proxy.url, metrics: metrics?.url, ...startedWith(settings) });
    await aborted(signal);
    watch?.end();
    await drainProxy(proxy, { timeoutMs: limits.closeTimeoutMs, logger, closeRest: closeAll });
  } finally {
    await closeAll();
  }
}

/** Whether the agent was preloaded. */
function isProfiledFromOutside({ HEAPTIDE_ADDR }: NodeJS.ProcessEnv): boolean {
  return HEAPTIDE_ADDR !== undefined && HEAPTIDE_ADDR !== '';
}

async function openMetrics(sources: MetricsSources, address: ProxySettings['metricsAddress']) {
  if (address === undefined) return undefined;
  const metrics = await proxyMetrics(sources);
  return serveMetrics({ ...address, metrics, health: () => sources.proxy.health() });
}

function startedWith({ options, sessions, debugAddress }: ProxySettings): LogFields {
  const { heapLimitBytes, cgroupLimitBytes } = memoryLimits();
  return {
    upstream: options.upstream.origin,
    store: sessions.store === undefined ? 'memory' : 'shared',
    maxSessions: sessions.store === undefined ? sessions.budget.maxSessions : undefined,
    heapProfiles: debugAddress,
    heapLimitMib: Math.round(heapLimitBytes / MIB),
    containerLimitMib: cgroupLimitBytes === undefined ? undefined : Math.round(cgroupLimitBytes / MIB),
    node: process.version,
    pid: process.pid,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
