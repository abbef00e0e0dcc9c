import type { SessionOrigin } from '../../src/sessions/session-store.js';

/** An origin, for tests to which it does not matter. */
export const ANY_ORIGIN: SessionOrigin = {
  address: '127.0.0.1:3001',
  target: '/mcp',
  initialize: Buffer.from('{"jsonrpc":"2.0","id":0,"method":"initialize"}'),
};
