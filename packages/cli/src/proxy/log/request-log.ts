import type { ExchangeEvents } from '@heaptide/proxy';
import type { Logger } from './logger.js';
import { shortId } from './short-id.js';

/** One line for each request. Of its target the path alone: in a query there may be a key, or a session's id. */
export function requestLog(logger: Logger): Required<Pick<ExchangeEvents, 'onExchange'>> {
  return {
    onExchange({ method, target, status, milliseconds, sessionId }) {
      logger.log('info', 'request', {
        method,
        path: target === '' ? undefined : target.split('?', 1)[0],
        status,
        ms: Math.round(milliseconds * 10) / 10,
        session: sessionId === undefined ? undefined : shortId(sessionId),
      });
    },
  };
}
