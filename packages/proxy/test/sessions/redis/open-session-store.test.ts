import { expect, it } from 'vitest';
import {
  openSessionStore,
  type SessionStoreOptions,
} from '../../../src/sessions/redis/open-session-store.js';

it.each<[string, SessionStoreOptions]>([
  ['HT_E_BAD_OPTION', { keyPrefix: '' }],
  ['HT_E_BAD_OPTION', { keyPrefix: 'heaptide' }],
  ['HT_E_BAD_OPTION', { keyPrefix: 'with space:' }],
  ['HT_E_BAD_OPTION', { keyPrefix: `${'x'.repeat(128)}:` }],
  ['HT_E_BAD_OPTION', { idleTimeoutMs: 0 }],
  ['HT_E_BAD_OPTION', { handshakeTimeoutMs: 1.5 }],
  ['HT_E_BAD_OPTION', { commandTimeoutMs: 2 ** 31 }],
  ['HT_E_STORE', { tls: {} }],
])('refuses with %s what it cannot work with: %j', async (code, options) => {
  await expect(openSessionStore('redis://127.0.0.1:1', options)).rejects.toMatchObject({
    name: 'HeaptideError',
    code,
  });
});
