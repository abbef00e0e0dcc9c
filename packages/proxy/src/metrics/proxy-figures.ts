import type { MetricsSources } from './proxy-metrics.js';

/** Something that goes up and down. */
export interface GaugeFigure {
  readonly name: string;
  readonly help: string;
  readonly read: () => number;
}

/** Something that only grows; with a `label`, one number for each of its values. */
export interface TotalFigure {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
  readonly read: () => number | Readonly<Record<string, number>>;
}

export function gaugesOf({ proxy, table }: MetricsSources): readonly GaugeFigure[] {
  const gauge = (name: string, help: string, read: () => number): GaugeFigure => ({ name, help, read });
  return [
    gauge('mcp_proxy_sessions', 'Sessions tracked now.', () => proxy.sessions.size),
    ...(table === undefined
      ? []
      : [gauge('mcp_proxy_sessions_max', 'Sessions for which there is room.', () => table.maxSessions)]),
    gauge('mcp_proxy_streams_open', 'Event streams open now.', () => proxy.counts().openStreams),
    gauge('mcp_proxy_connections', 'Connections of clients open now.', () => proxy.counts().connections),
    gauge(
      'mcp_proxy_upstream_connections',
      'Connections to the upstream open now.',
      () => proxy.counts().upstreamConnections,
    ),
    gauge('mcp_proxy_store_up', 'Whether the store of sessions is in reach.', () =>
      Number(proxy.sessions.ready),
    ),
    gauge(
      'mcp_proxy_upstream_up',
      'Whether the upstream answers; 1 as well before the first session, and after fewer than 5 failed looks.',
      () => Number(proxy.upstreamStatus() !== 'unhealthy'),
    ),
  ];
}

export function totalsOf({ proxy, sessions, table }: MetricsSources): readonly TotalFigure[] {
  const total = (name: string, help: string, read: TotalFigure['read'], label?: string): TotalFigure => ({
    name,
    help,
    read,
    ...(label !== undefined && { label }),
  });
  return [
    total('mcp_proxy_sessions_created_total', 'Sessions that began.', () => sessions.created),
    total(
      'mcp_proxy_sessions_ended_total',
      'Sessions that this process saw end, by what ended them.',
      () => sessions.ended,
      'reason',
    ),
    ...(table === undefined
      ? []
      : [
          total(
            'mcp_proxy_sessions_refused_total',
            'Sessions not tracked, since all others had a stream open.',
            () => table.refused,
          ),
          total(
            'mcp_proxy_sessions_without_recovery_total',
            'Sessions that cannot be recovered, for want of room for what they began with.',
            () => table.withoutRecovery,
          ),
        ]),
    total(
      'mcp_proxy_recoveries_total',
      'Sessions that the upstream had lost and that were to be begun anew.',
      () => ({ ...(proxy.counts().recovery ?? { recovered: 0, failed: 0 }) }),
      'outcome',
    ),
    total(
      'mcp_proxy_upstream_failures_total',
      'Answers that broke off or never came, by the upstream.',
      () => proxy.counts().upstreamFailures,
    ),
    total(
      'mcp_proxy_upstream_retries_total',
      'Requests sent once more after their connection was found closed.',
      () => proxy.counts().retried,
    ),
    total('mcp_proxy_redirects_total', 'Redirects followed.', () => proxy.counts().redirected),
    total('mcp_proxy_refused_requests_total', 'Requests not passed on.', () => proxy.counts().refused),
    total(
      'mcp_proxy_connections_turned_away_total',
      'Connections closed as they came, since there were too many.',
      () => proxy.counts().connectionsTurnedAway,
    ),
  ];
}
