import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { send } from '../proxy/http-client.js';
import { runCli } from '../support/run-cli.js';
import { anUpstream, startProxyProgram } from './proxy-program.js';

const directory = mkdtempSync(join(tmpdir(), 'heaptide-proxy-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const check = (args: readonly string[], env: Record<string, string> = {}) =>
  runCli(['proxy', '--check', ...args], { env: { HEAPTIDE_LOG_FORMAT: 'off', ...env } });

describe('--check', () => {
  it('prints the configuration: flags before the environment before the file before the defaults', async () => {
    const config = file('layers.json', {
      upstream: 'http://127.0.0.1:1/mcp',
      'idle-timeout': '1m',
      'head-timeout': '1s',
      'max-body': '1MiB',
      store: 'redis://user:secret@127.0.0.1:1/0',
    });
    const env = { HEAPTIDE_HEAD_TIMEOUT: '2s', HEAPTIDE_MAX_BODY: '2MiB', HEAPTIDE_CONFIG: config };
    const { exit, stdout, stderr } = await check(['--max-body', '3MiB'], env);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      upstream: 'http://127.0.0.1:1/mcp',
      'idle-timeout': '60s',
      'head-timeout': '2s',
      'max-body': 3 * 2 ** 20,
      'request-timeout': '30s',
      store: 'redis://***@127.0.0.1:1/0',
    });
    expect(stdout).not.toContain('secret');
  });

  it('takes its own output for a file', async () => {
    const { stdout } = await check(['--upstream', 'http://127.0.0.1:1/mcp', '--metrics-addr', ':0']);
    const again = await check(['--config', file('again.json', stdout)]);
    expect(again.stdout).toBe(stdout);
  });

  it.each<[what: string, args: () => string[], says: RegExp]>([
    ['no upstream', () => [], /Missing required argument: upstream/],
    [
      'no such file',
      () => ['--config', join(directory, 'none.json')],
      /no such file: .*\(HT_E_NO_SUCH_FILE\)/,
    ],
    ['a directory for a file', () => ['--config', directory], /cannot read .*EISDIR.*\(HT_E_UNREADABLE\)/],
    [
      'no JSON',
      () => ['--config', file('bad.json', '{"store": "secret",\n oops}')],
      /bad\.json, line 2: no JSON \(HT_E_BAD_CONFIG\)/,
    ],
    [
      'a file that is too large',
      () => ['--config', file('large.json', ' '.repeat(2 ** 20 + 1))],
      /more than 1 MiB/,
    ],
    [
      'an unknown key',
      () => ['--config', file('key.json', { upstraem: 'x' })],
      /did you mean "upstream"\? \(HT_E_BAD_CONFIG\)/,
    ],
    [
      'a resource that is no object',
      () => ['--upstream', 'http://x', '--protected-resource', file('list.json', [])],
      /list\.json: must be an object/,
    ],
    [
      'a header that the proxy sets',
      () => ['--upstream', 'http://x', '--add-header', 'Host: secret'],
      /HT_E_BAD_OPTION/,
    ],
  ])('%s is one line and exit 2', async (_, args, says) => {
    const { exit, stdout, stderr } = await check(args());
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^heaptide: [^\n]+\n$/);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('secret');
  });
});

it('what is configured is done', async () => {
  const upstream = await anUpstream();
  const seen: unknown[] = [];
  upstream.answer = (request, response) => {
    seen.push([request.headers['x-team'], request.headers.cookie]);
    request.resume();
    response.end();
  };
  const config = file('proxy.json', {
    upstream: upstream.origin,
    'unknown-sessions': 'refuse',
    'add-header': ['X-Team: a, b'],
    'strip-auth': true,
    'protected-resource': file('resource.json', { resource: 'https://mcp.example.com' }),
  });
  const proxy = await startProxyProgram(['--config', config], {
    env: { HEAPTIDE_ALLOW_HOST: 'a.example, b.example', HEAPTIDE_MAX_BODY: '1k' },
  });
  const ask = (headers: Record<string, string>, body = '') =>
    send(proxy.url, { method: 'POST', headers, body: body === '' ? [] : [body] });
  expect((await ask({ Host: 'b.example', Cookie: 'c=1' })).status).toBe(200);
  expect((await ask({ Host: 'c.example' })).status).toBe(403);
  expect((await ask({ 'Mcp-Session-Id': 'unknown' })).status).toBe(404);
  expect((await ask({}, 'x'.repeat(1_025))).status).toBe(413);
  const resource = await send(new URL('/.well-known/oauth-protected-resource', proxy.url));
  expect(JSON.parse(resource.body.toString())).toEqual({ resource: 'https://mcp.example.com' });
  expect(seen[0]).toEqual(['a, b', undefined]);
});

it('an address that is taken is one line and exit 2, and nothing is left running', async () => {
  const upstream = await anUpstream();
  const taken = new URL(upstream.origin).port;
  const args = ['proxy', '--upstream', upstream.origin];
  const app = await runCli([...args, '--port', taken]);
  expect(app).toMatchObject({ exit: 2, stdout: '' });
  expect(app.stderr).toMatch(/already in use \(HT_E_ADDRESS_IN_USE\)\n$/);
  const metrics = await runCli([...args, '--port', '0', '--metrics-addr', `127.0.0.1:${taken}`]);
  expect(metrics).toMatchObject({ exit: 2, stdout: '' });
  expect(metrics.stderr).toMatch(/HT_E_ADDRESS_IN_USE/);
});
