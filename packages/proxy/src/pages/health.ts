import type { LocalAnswer } from '../exchange/local-answer.js';

/** `degraded` still serves, with an upstream that has begun to fail; `unhealthy` should be sent no requests. */
export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

export interface Health {
  readonly status: HealthStatus;
  /** Why it is not healthy. */
  readonly reason?: string | undefined;
  readonly sessions: number;
  readonly openStreams: number;
  /** Origin of the upstream. */
  readonly upstream: string;
  readonly uptimeSeconds: number;
}

/** Whether requests should be sent here: the answer for a readiness probe. */
export function healthAnswer(health: Health): LocalAnswer {
  return { status: health.status === 'unhealthy' ? 503 : 200, body: JSON.stringify(health) };
}

/** Whether the process works, whatever its upstream does: a restart of the proxy heals no sick server. */
export function livenessAnswer(): LocalAnswer {
  return { status: 200, body: '{"status":"alive"}' };
}
