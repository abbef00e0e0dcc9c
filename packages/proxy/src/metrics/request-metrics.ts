import type { Metric, Registry } from 'prom-client';
import { BUCKETS_MS, METHOD_LABELS, type MethodCounts, type RequestCounts } from './request-counts.js';

type Library = typeof import('prom-client');

const DURATION = 'http_request_duration_seconds';

/** Registers the two metrics of requests, which are read from `counts` when they are asked for. */
export function registerRequestMetrics(library: Library, registry: Registry, counts: RequestCounts): void {
  new library.Counter({
    name: 'http_requests_total',
    help: 'Requests that ended, by the status of their answer; none where the client got no answer.',
    labelNames: ['method', 'code'],
    registers: [registry],
    collect() {
      this.reset();
      for (const method of METHOD_LABELS) {
        for (const [status, count] of counts.byMethod[method].byStatus) {
          this.inc({ method, code: status === 0 ? 'none' : String(status) }, count);
        }
      }
    },
  });
  registry.registerMetric(durationMetric(counts));
}

interface Sample {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** The library's own histogram takes observations only, and each costs twenty times what a plain one does. */
function durationMetric(counts: RequestCounts): Metric {
  const metric = {
    name: DURATION,
    help: 'Time from the head of a request to the end of its answer; for an event stream that is its life.',
    type: 'histogram',
    aggregator: 'sum',
  };
  const get = () => {
    const asked = METHOD_LABELS.filter((method) => counts.byMethod[method].count > 0);
    return Promise.resolve({
      ...metric,
      values: asked.flatMap((method) => samplesOf(method, counts.byMethod[method])),
    });
  };
  // What the registry uses of a metric.
  return { ...metric, get } as unknown as Metric;
}

function samplesOf(method: string, { buckets, milliseconds, count }: MethodCounts): Sample[] {
  let upTo = 0;
  const samples: Sample[] = BUCKETS_MS.map((bound, index) => {
    upTo += buckets[index]!;
    return { metricName: `${DURATION}_bucket`, labels: { le: bound / 1000, method }, value: upTo };
  });
  return [
    ...samples,
    { metricName: `${DURATION}_bucket`, labels: { le: '+Inf', method }, value: count },
    { metricName: `${DURATION}_sum`, labels: { method }, value: milliseconds / 1000 },
    { metricName: `${DURATION}_count`, labels: { method }, value: count },
  ];
}
