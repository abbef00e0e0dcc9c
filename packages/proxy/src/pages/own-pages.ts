import type { OwnPages } from '../exchange/admission.js';
import type { LocalAnswer } from '../exchange/local-answer.js';
import { isProtectedResource } from '../rules/protected-resource.js';
import { type Health, healthAnswer, livenessAnswer } from './health.js';

export interface OwnPagesOptions {
  readonly health: () => Health;
  /** Document that answers `/.well-known/oauth-protected-resource`; by default such requests are the upstream's. */
  readonly protectedResource: object | undefined;
}

const METRICS_ELSEWHERE: LocalAnswer = {
  status: 404,
  contentType: 'text/plain; charset=utf-8',
  body: 'Metrics are served on an address of their own, which is off unless --metrics-addr gives one.\n',
};

/** What the proxy answers itself: /health, /health/live, a hint at /metrics, and the resource document where there is one. */
export function ownPages({ health, protectedResource }: OwnPagesOptions): OwnPages {
  const resource: LocalAnswer | undefined =
    protectedResource === undefined
      ? undefined
      : { status: 200, body: JSON.stringify(protectedResource), lines: ['Access-Control-Allow-Origin: *'] };
  return (method, target) => {
    if (resource !== undefined && isProtectedResource(method, target)) return resource;
    const isRead = method === 'GET' || method === 'HEAD';
    if (!isRead || (target.charCodeAt(1) !== H && target.charCodeAt(1) !== M)) return undefined;
    const mark = target.indexOf('?');
    switch (mark === -1 ? target : target.slice(0, mark)) {
      case '/health':
        return healthAnswer(health());
      case '/health/live':
        return livenessAnswer();
      case '/metrics':
        return METRICS_ELSEWHERE;
      default:
        return undefined;
    }
  };
}

const H = 'h'.charCodeAt(0);
const M = 'm'.charCodeAt(0);
