import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openSessionStore } from '../../packages/proxy/src/sessions/redis/open-session-store.js';
import { SessionStoreDown } from '../../packages/proxy/src/sessions/session-store.js';
import { findProgram } from './find-program.js';
import { freePort, missingRedis } from './redis-server.js';
import { ORIGIN } from './store-cases.js';
import { expectToWork, failure, open, start } from './workbench.js';

describe('a Redis with users', () => {
  if (missingRedis !== undefined) {
    it('is there', ({ skip }) => skip(missingRedis));
    return;
  }

  const RIGHTS = '~heaptide:* +set +get +strlen +pexpire +eval +evalsha +info'.split(' ');

  it('needs no more rights of them than are documented', async () => {
    const { port } = await start({
      args: ['--user', 'default', 'off', '--user', 'proxy', 'on', '>s:c@t', ...RIGHTS],
    });
    await expectToWork(await open(`redis://proxy:s%3Ac%40t@127.0.0.1:${port}`), 'a');
  });

  it.each(['proxy:wrong', ':wrong', ''])('says at once that it refuses %j', async (user) => {
    const { port } = await start({
      args: ['--user', 'default', 'off', '--user', 'proxy', 'on', '>right', ...RIGHTS],
    });
    const url = `redis://${user === '' ? '' : `${user}@`}127.0.0.1:${port}`;
    await expect(openSessionStore(url)).rejects.toMatchObject({
      code: 'HT_E_STORE',
      message: expect.stringMatching(/^session store: .*(WRONGPASS|NOAUTH)/) as string,
    });
  });

  it('takes a password alone', async () => {
    const { port } = await start({ args: ['--requirepass', 'secret'] });
    await expectToWork(await open(`redis://:secret@127.0.0.1:${port}`), 'a');
  });

  it('is down for those without the right to a key', async () => {
    const { port } = await start({
      args: ['--user', 'default', 'off', '--user', 'proxy', 'on', '>s', ...RIGHTS],
    });
    const store = await open(`redis://proxy:s@127.0.0.1:${port}`, { keyPrefix: 'other:' });
    const { error } = await failure(store.create('a', ORIGIN));
    expect(error).toBeInstanceOf(SessionStoreDown);
    expect((error as Error).message).toContain('NOPERM');
  });
});

describe('a Redis behind TLS', () => {
  const openssl = findProgram('openssl');
  const missing = missingRedis ?? (openssl === undefined ? 'no openssl on PATH' : undefined);
  if (missing !== undefined) {
    it('is there', ({ skip }) => skip(missing));
    return;
  }

  it('is used where its certificate is trusted, and only there', async () => {
    const port = await freePort();
    let certificate = '';
    await start({
      args: async (directory) => {
        const files = await makeCertificate(openssl!, directory);
        certificate = readFileSync(files.certificate, 'utf8');
        return [
          ...['--tls-port', String(port), '--tls-auth-clients', 'no'],
          ...['--tls-cert-file', files.certificate, '--tls-key-file', files.key],
        ];
      },
    });
    const url = `rediss://127.0.0.1:${port}`;
    await expectToWork(await open(url, { tls: { ca: certificate } }), 'a');
    const reasons: string[] = [];
    const distrustful = await open(url, { onConnection: (_, reason) => reasons.push(reason) });
    expect(distrustful.ready).toBe(false);
    expect(reasons[0]).toMatch(/self-signed certificate/);
    const plain = await open(`redis://127.0.0.1:${port}`);
    expect(plain.ready).toBe(false);
  });
});

async function makeCertificate(
  openssl: string,
  directory: string,
): Promise<{ readonly key: string; readonly certificate: string }> {
  const key = path.join(directory, 'key.pem');
  const certificate = path.join(directory, 'certificate.pem');
  await promisify(execFile)(
    openssl,
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=heaptide test'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1'],
    ],
    { timeout: 20_000 },
  );
  return { key, certificate };
}
