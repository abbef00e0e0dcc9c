import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runInProcess } from './run-in-process.js';

const profiles = fileURLToPath(new URL('../../fixtures/pprof/profiles', import.meta.url));
const body = readFileSync(join(profiles, 'go-heap-1.pb.gz'));

let home: string;
let server: http.Server;
let address: string;
let requests: string[];
let answer: RequestListener;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'heaptide-'));
  requests = [];
  answer = (_request, response) => response.end(body);
  server = http.createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(home, { recursive: true });
});

const run = (...args: string[]) =>
  runInProcess(args, { cwd: profiles, env: { PPROF_TMPDIR: join(home, 'saved') } });
const saved = () => readdirSync(join(home, 'saved')).sort();

it('prints the same as for the file, tells where it fetches from and where it saved, and numbers what it saves', async () => {
  const [file, first] = [await run('-top', 'go-heap-1.pb.gz'), await run('-top', `${address}/debug/heap`)];
  expect(first.stdout).toBe(file.stdout);
  expect(first.exit).toBe(0);
  const name = 'pprof.app.alloc_objects.alloc_space.inuse_objects.inuse_space';
  expect(first.stderr).toBe(
    `Fetching profile over HTTP from http://${address}/debug/heap\n` +
      `Saved profile in ${join(home, 'saved', `${name}.001.pb.gz`)}\n`,
  );
  await run('-top', `http://${address}/debug/heap`);
  expect(saved()).toEqual([`${name}.001.pb.gz`, `${name}.002.pb.gz`]);
  expect((await run('-raw', join(home, 'saved', `${name}.002.pb.gz`))).stdout).toBe(
    (await run('-raw', 'go-heap-1.pb.gz')).stdout,
  );
});

it('asks for the path of a CPU profile where none is given, as Go does, and for -seconds', async () => {
  await run('-top', address);
  const { stderr } = await run('-top', '-seconds=3', `${address}/heap?gc=1&a=b+c`);
  expect(requests).toEqual(['/debug/pprof/profile', '/heap?a=b+c&gc=1&seconds=3']);
  expect(stderr).toContain('Please wait... (3s)\n');
});

it.each([
  ['X-Go-Pprof', { 'X-Go-Pprof': '1', 'Content-Type': 'text/plain; charset=utf-8' }, ' - no \u241b[31msuch'],
  ['no X-Go-Pprof', { 'Content-Type': 'text/plain' }, ''],
  ['HTML', { 'X-Go-Pprof': '1', 'Content-Type': 'text/html' }, ''],
])('repeats the body of an error only for pprof endpoints: %s', async (_, headers, shown) => {
  answer = (_request, response) => response.writeHead(404, headers).end('no \u001b[31msuch\n');
  const { exit, stdout, stderr } = await run('-top', `${address}/x`);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr.split('\n').slice(1)).toEqual([
    `${address}/x: server response: 404 Not Found${shown}`,
    'failed to fetch any source profiles',
    '',
  ]);
});

it('follows redirects, but not for ever', async () => {
  answer = (request, response) => {
    if (request.url === '/heap') response.end(body);
    else response.writeHead(302, { Location: request.url === '/there' ? '/heap' : request.url }).end();
  };
  expect((await run('-top', `${address}/there`)).exit).toBe(0);
  requests = [];
  const { exit, stderr } = await run('-top', `${address}/loop`);
  expect(exit).toBe(2);
  expect(requests).toHaveLength(11);
  expect(stderr).toContain('stopped after 10 redirects\n');
});

it('gives a server its time, and not more', async () => {
  answer = (_request, response) => response.writeHead(200).write(body.subarray(0, 100));
  const start = performance.now();
  const { exit, stderr } = await run('-top', '-timeout=1', `${address}/heap`);
  expect(exit).toBe(2);
  expect(stderr).toContain(`Get "http://${address}/heap": no complete answer within 6s`);
  expect(performance.now() - start).toBeGreaterThan(5500);
  expect(performance.now() - start).toBeLessThan(9000);
});

it('ends at once when interrupted', async () => {
  answer = () => undefined;
  const controller = new AbortController();
  const running = runInProcess(['-top', `${address}/heap`], { cwd: profiles, signal: controller.signal });
  setTimeout(() => controller.abort(), 200);
  const { exit, stderr } = await running;
  expect(exit).toBe(130);
  expect(stderr).toBe(`Fetching profile over HTTP from http://${address}/heap\n`);
});

it.each([
  ['cut off by its length', (length: number) => ({ 'Content-Length': length }), /cut off after 100 bytes/],
  ['cut inside gzip', () => ({}), /unexpected EOF|cut/],
])('an answer that is %s is no profile', async (_, headers, reason) => {
  answer = (_request, response) => {
    const whole = headers(body.length);
    response.writeHead(200, whole).write(body.subarray(0, 100), () => {
      if ('Content-Length' in whole) response.destroy();
      else response.end();
    });
  };
  const { exit, stderr } = await run('-top', `${address}/heap`);
  expect(exit).toBe(2);
  expect(stderr).toMatch(reason);
});

it('checks certificates, unless it is told another authority or not to', async ({ skip }) => {
  const [key, cert] = [join(home, 'key.pem'), join(home, 'cert.pem')];
  const options = `-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1`;
  const { error } = spawnSync('openssl', ['req', ...options.split(' '), '-keyout', key, '-out', cert]);
  if (error !== undefined) return skip('there is no openssl on this machine to make a certificate');
  const secure = https.createServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (_request, response) => response.end(body),
  );
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const at = `127.0.0.1:${(secure.address() as AddressInfo).port}/heap`;
  try {
    const refused = await run('-top', `https://${at}`);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain(`Get "https://${at}": self-signed certificate`);
    expect((await run('-top', `-tls_ca=${cert}`, `https://${at}`)).exit).toBe(0);
    const insecure = await run('-top', `https+insecure://${at}`);
    expect(insecure.exit).toBe(0);
    expect(insecure.stderr).toContain(`Fetching profile over HTTP from https+insecure://${at}\n`);
    expect((await run('-top', '-tls_ca=nosuch', `https://${at}`)).stderr).toContain(
      `https://${at}: open nosuch: no such file or directory\n`,
    );
    expect((await run('-top', `-tls_key=${key}`, `https://${at}`)).stderr).toContain(
      '-tls_cert and -tls_key must be given together\n',
    );
  } finally {
    secure.closeAllConnections();
    await new Promise((resolve) => secure.close(resolve));
  }
});

it('merges what it gets and tells what it does not get', async () => {
  answer = (request, response) => {
    if (request.url === '/good') response.end(body);
    else response.writeHead(500).end();
  };
  const { exit, stdout, stderr } = await run('-top', `${address}/bad`, `${address}/good`, 'go-heap-1.pb.gz');
  expect(exit).toBe(0);
  expect(stdout).toBe((await run('-top', 'go-heap-1.pb.gz', 'go-heap-1.pb.gz')).stdout);
  expect(stderr).toContain(`${address}/bad: server response: 500 Internal Server Error\n`);
  expect(stderr).toContain('Fetched 2 source profiles out of 3\n');
});

it('a base may come over the network', async () => {
  const { exit, stdout, stderr } = await run('-top', `-base=${address}/heap`, 'go-heap-1.pb.gz');
  expect(exit).toBe(0);
  expect(stdout).toBe((await run('-top', '-base=go-heap-1.pb.gz', 'go-heap-1.pb.gz')).stdout);
  expect(stderr).toContain('Saved profile in ');
  answer = (_request, response) => response.writeHead(503).end();
  expect((await run('-top', `-base=${address}/heap`, 'go-heap-1.pb.gz')).stderr).toMatch(
    /failed to fetch any base profiles\n$/,
  );
});

it('a profile that cannot be saved is shown all the same', async () => {
  writeFileSync(join(home, 'saved'), 'a file where the directory should be');
  const { exit, stdout, stderr } = await runInProcess(['-top', `${address}/heap`], {
    cwd: profiles,
    env: { PPROF_TMPDIR: join(home, 'saved'), HOME: home },
  });
  expect(exit).toBe(0);
  expect(stdout).toContain('flat%');
  expect(stderr).toContain(`Could not use temp dir ${join(home, 'saved')}: mkdir `);
  expect(stderr).toContain(`Saved profile in ${join(home, 'pprof', 'pprof.app.')}`);
});

it('keeps a password out of what it says', async () => {
  let sent: string | undefined;
  answer = (request, response) => {
    sent = request.headers.authorization;
    response.writeHead(401).end();
  };
  const { stderr } = await run('-top', `http://me:secret@${address}/heap`);
  expect(Buffer.from(sent!.replace('Basic ', ''), 'base64').toString()).toBe('me:secret');
  expect(stderr).toContain(`http://me:xxxxx@${address}/heap: server response: 401 Unauthorized\n`);
  expect(stderr).not.toContain('secret');
});

it.each([
  ['127.0.0.1:1/x', 'Get "http://127.0.0.1:1/x": dial tcp 127.0.0.1:1: connect: connection refused'],
  [
    'http://no-such-host.invalid/',
    'Get "http://no-such-host.invalid/debug/pprof/profile": dial tcp: lookup ',
  ],
  ['ftp://x/y', 'Get "ftp://x/y": unsupported protocol scheme "ftp"'],
])('says why it cannot reach %s', async (source, reason) => {
  const { exit, stderr } = await run('-top', source);
  expect(exit).toBe(2);
  expect(stderr).toContain(`${source}: ${reason}`);
});
