import type { Proxy } from '../proxy.js';
import { registerRequestMetrics } from './request-metrics.js';
import type { RequestCounts } from './request-counts.js';
import type { SessionCounts } from './session-counts.js';
import { gaugesOf, totalsOf } from './proxy-figures.js';

/** Where the figures come from, which are read when they are asked for. */
export interface MetricsSources {
  readonly proxy: Pick<Proxy, 'counts' | 'sessions' | 'health' | 'upstreamStatus'>;
  readonly requests: RequestCounts;
  readonly sessions: SessionCounts;
  /** What only a table in memory has. */
  readonly table?: TableFigures | undefined;
}

export interface TableFigures {
  readonly maxSessions: number;
  /** How often there was no room for a session. */
  readonly refused: number;
  /** How often the beginning of a session was not kept, so that it cannot be recovered. */
  readonly withoutRecovery: number;
}

/** Figures in the text format of Prometheus. */
export interface MetricsPage {
  readonly contentType: string;
  /** The figures of this moment. */
  text(): Promise<string>;
}

/**
 * The metrics of a proxy and of its process, in a registry of their own. Loads prom-client, and measures the delay of the
 * event loop from then on.
 */
export async function proxyMetrics(sources: MetricsSources): Promise<MetricsPage> {
  const library = await import('prom-client');
  const registry = new library.Registry();
  library.collectDefaultMetrics({ register: registry });
  registerRequestMetrics(library, registry, sources.requests);
  for (const { name, help, read } of gaugesOf(sources)) {
    new library.Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
  for (const { name, help, label, read } of totalsOf(sources)) {
    new library.Counter({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [registry],
      collect() {
        this.reset();
        const value = read();
        if (typeof value === 'number') this.inc(value);
        else for (const [which, count] of Object.entries(value)) this.inc({ [label!]: which }, count);
      },
    });
  }
  return { contentType: registry.contentType, text: () => registry.metrics() };
}
