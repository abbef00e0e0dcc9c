import type { RequestHead } from '../http/request-head.js';
import type { HostGuard } from '../rules/host-guard.js';
import { jsonRpcError, JsonRpcCode } from '../rules/json-rpc-error.js';
import { ALLOWED_METHODS, isGated } from '../rules/method-gate.js';
import type { OriginGuard } from '../rules/origin-guard.js';
import { headerConflict } from '../rules/protocol-revision.js';
import { type RemoteTarget, upstreamTarget } from '../rules/upstream-target.js';
import { SESSION_HEADER } from '../sessions/session-id.js';
import type { LocalAnswer } from './local-answer.js';

/** Answers of the proxy's own, such as /health; `undefined` for what is the upstream's. */
export type OwnPages = (method: string, target: string) => LocalAnswer | undefined;

export interface AdmissionOptions {
  readonly ownPages: OwnPages;
  readonly hostGuard: HostGuard;
  readonly originGuard: OriginGuard;
  /** Whether the server has no sessions, so that only POST means something. */
  readonly stateless: boolean;
  readonly remote: RemoteTarget | undefined;
}

/** Decides by the head of a request whether it goes to the upstream, and under which target. */
export class Admission {
  readonly #options: AdmissionOptions;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** The target under which the upstream is asked, or the answer in its place. */
  admit(head: RequestHead): string | LocalAnswer {
    const { ownPages, hostGuard, originGuard, stateless, remote } = this.#options;
    const { method, fields } = head;
    const own = upstreamTarget(head.target);
    if (own === undefined || method === 'CONNECT') {
      return refusal(
        method === 'CONNECT' ? 501 : 400,
        'the request target is neither a path nor an http URL',
      );
    }
    const page = ownPages(method, own);
    if (page !== undefined) return page;
    const forbidden = hostGuard.refuses(fields) ?? originGuard.refuses(fields);
    if (forbidden !== undefined) return refusal(403, forbidden);
    // Any other protocol that a client offers may be left unused; a WebSocket it would take for granted.
    if (head.connection.upgrade && fields.first('upgrade')?.toLowerCase() === 'websocket') {
      return refusal(501, 'WebSockets cannot be passed on');
    }
    const conflict = headerConflict(fields);
    if (conflict !== undefined) return refusal(400, conflict);
    const hasSessionId = fields.names.includes(SESSION_HEADER);
    if (isGated({ method, target: own, fields, hasSessionId }, { stateless })) {
      return {
        ...refusal(405, 'without sessions only POST is served'),
        lines: [`Allow: ${ALLOWED_METHODS}`],
      };
    }
    return remote === undefined ? own : upstreamTarget(head.target, remote)!;
  }
}

/** A request that is not passed on, without the id that only its body tells. */
export function refusal(status: number, message: string): LocalAnswer {
  return { status, body: jsonRpcError({ code: JsonRpcCode.invalidRequest, message }) };
}

/** An answer in the place of one that the upstream, or the store of sessions, fails to give. */
export function failure(status: number, message: string): LocalAnswer {
  return { status, body: jsonRpcError({ code: JsonRpcCode.serverError, message }) };
}
