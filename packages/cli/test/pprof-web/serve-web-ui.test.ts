import { createServer as createNetServer } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { ProfileBuilder, readProfile } from '@heaptide/profile';
import { DEFAULT_PPROF_OPTIONS, type PprofOptions } from '@heaptide/report/pprof';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serveWebUi } from '../../src/pprof/web/serve-web-ui.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-web-'));
  writeFileSync(
    join(folder, 'session.js'),
    ['// first', 'function newSession() {', '  return {};', '}'].join('\n'),
  );
  writeFileSync(join(folder, 'secret.txt'), 'what nobody may read');
});
afterAll(() => rmSync(folder, { recursive: true }));

function profile() {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
  });
  const mapping = builder.mapping({ filename: '/srv/app' });
  const locations = (['main', 'newSession'] as const).map((name) => {
    const func = builder.func({ name, filename: join(folder, 'session.js'), startLine: 2 });
    return builder.location({ mapping, lines: [{ function: func, line: 3, column: 1 }] });
  });
  builder.sample({ stack: locations.reverse(), values: [10, 4096] });
  return builder.build();
}

interface Serving {
  readonly port: number;
  readonly said: readonly string[];
  readonly stop: () => Promise<void>;
}

interface ServeOptions {
  readonly hostport?: string;
  readonly options?: Partial<PprofOptions>;
  /** Opens a browser: by the environment, the one that `BROWSER` names. */
  readonly browserEnv?: Readonly<Record<string, string>>;
}

async function serve({ hostport = ':', options = {}, browserEnv }: ServeOptions = {}): Promise<Serving> {
  const said: string[] = [];
  const end = new AbortController();
  let heard = (): void => undefined;
  const spoken = new Promise<void>((resolve) => (heard = resolve));
  const serving = serveWebUi({
    hostport,
    profile: profile(),
    options: { ...DEFAULT_PPROF_OPTIONS, ...options },
    openBrowser: browserEnv !== undefined,
    context: {
      stdin: new PassThrough(),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
      env: { PATH: process.env.PATH, XDG_CONFIG_HOME: join(folder, 'config'), ...browserEnv },
      cwd: folder,
      signal: end.signal,
    },
    talk: (line) => {
      said.push(line);
      heard();
    },
  });
  await Promise.race([spoken, serving]);
  const port = Number(/:(\d+)$/.exec(said[0] ?? '')?.[1]);
  return {
    port,
    said,
    stop: async () => {
      end.abort();
      await serving;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(port: number, path: string, { method = 'GET', headers = {} }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({ status: response.statusCode!, headers: response.headers, body, text: body.toString() });
        });
      },
    );
    request.on('error', reject);
    request.end();
  });
}

describe('serveWebUi', () => {
  let web: Serving;
  beforeAll(async () => {
    web = await serve();
  });
  afterAll(() => web.stop());
  const get = (path: string, asked: Ask = {}): Promise<Answer> => ask(web.port, path, asked);

  it('says where it is', () => {
    expect(web.said[0]).toBe(`Serving web UI on http://localhost:${web.port}`);
  });

  it.each([
    ['/', 307, '/ui/'],
    ['/?f=x', 307, '/ui/?f=x'],
    ['/favicon.ico', 307, '/ui/'],
    ['/ui', 301, '/ui/'],
    ['/ui/?f=x', 301, 'flamegraph?f=x'],
    ['/ui/flamegraph2', 301, 'flamegraph'],
    ['/ui/flamegraphold?si=1', 301, 'flamegraph?si=1'],
  ])('leads from %s on', async (path, status, location) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.location]).toEqual([status, location]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each(['flamegraph', 'graph', 'peek', 'source', 'top'])(
    'serves %s, for this browser window only',
    async (view) => {
      const { status, headers, text } = await get(`/ui/${view}`);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-/);
      expect(text).toContain('newSession');
      expect((await get(`/ui/${view}`, { method: 'HEAD' })).text).toBe('');
    },
  );

  it('applies the parameters of the address', async () => {
    const { text } = await get('/ui/top?si=inuse_objects&h=main');
    expect(text).toContain('<title>app inuse_objects</title>');
    expect(text).toMatch(/<tr id="node0"[^>]*data-flat="10"/);
    expect(text).not.toMatch(/<tr id="node1"/);
  });

  it('shows sources that the profile names, and no others', async () => {
    expect((await get('/ui/source?f=newSession')).text).toContain('  return {};');
    for (const path of [
      'source?f=secret.txt',
      'source?source_path=/&f=secret',
      '../secret.txt',
      '%2e%2e/secret.txt',
    ]) {
      const { status, text } = await get(`/ui/${path}`);
      expect(status).not.toBe(200);
      expect(text).not.toContain('what nobody may read');
    }
  });

  it.each([
    [
      '/ui/top?n=x',
      400,
      'error setting config field nodecount: strconv.Atoi: parsing &quot;x&quot;: invalid syntax',
    ],
    ['/ui/top?f=(', 400, 'parsing focus regexp: error parsing regexp: missing closing ): `(`'],
    ['/ui/top?si=nothing', 400, 'nothing'],
    ['/ui/peek?f=nobody', 400, 'no matches found for regexp: nobody'],
    ['/ui/disasm?f=main', 400, 'no machine code'],
    ['/ui/elsewhere', 404, 'there is no page /ui/elsewhere'],
  ])('tells on a page what is wrong with %s', async (path, status, message) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('data-view="top"');
  });

  it('gives the profile away as it is', async () => {
    const { status, headers, body } = await get('/ui/download');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment;filename=profile.pb.gz');
    expect(headers['content-type']).toBe('application/vnd.google.protobuf+gzip');
    const read = await readProfile(body);
    expect(read.samples.values).toEqual(profile().samples.values);
  });

  it('keeps configurations', async () => {
    const config = encodeURIComponent('mine <b>');
    const save = (asked: Ask): Promise<Answer> => get(`/ui/saveconfig?config=${config}&f=main`, asked);
    expect((await save({ method: 'GET' })).status).toBe(405);
    expect((await save({ method: 'POST', headers: { Origin: 'http://evil.example' } })).status).toBe(403);
    expect((await save({ method: 'POST' })).status).toBe(204);
    const file = join(folder, 'config/pprof/settings.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      configs: [{ name: 'mine <b>', focus: 'main' }],
    });
    expect((await get('/ui/top')).text).toContain('<a href="?f=main">mine &lt;b&gt;</a>');
    expect((await get('/ui/saveconfig?config=', { method: 'POST' })).text).toBe('invalid config name\n');
    expect((await get(`/ui/deleteconfig?config=${config}`, { method: 'DELETE' })).status).toBe(204);
    const again = await get(`/ui/deleteconfig?config=${config}`, { method: 'POST' });
    expect([again.status, again.text]).toEqual([400, 'config mine <b> not found\n']);
  });

  it('does not answer to names that are not local', async () => {
    expect((await get('/ui/top', { headers: { Host: `evil.example:${web.port}` } })).status).toBe(403);
    expect((await get('/', { headers: { Host: 'evil.example' } })).status).toBe(403);
    expect((await get('/ui/top', { headers: { Host: `127.0.0.1:${web.port}` } })).status).toBe(200);
  });

  it('knows what it may be asked', async () => {
    const answer = await get('/ui/top', { method: 'POST' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect((await get(`/ui/top?f=${'x'.repeat(210_000)}`)).status).toBe(414);
  });

  it('makes room again when a body has no end', async () => {
    const socket = connect(web.port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write('POST /ui/elsewhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n');
    const chunk = Buffer.alloc(65_536);
    const timer = setInterval(() => socket.write(chunk), 5);
    await closed;
    clearInterval(timer);
    expect((await get('/ui/top')).status).toBe(200);
  });
});

describe('a server', () => {
  it('ends with the signal, and frees its port, also with connections open', async () => {
    const web = await serve();
    const socket = connect(web.port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    await web.stop();
    await closed;
    await expect(ask(web.port, '/')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('says when its port is taken', async () => {
    const other = createNetServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(serve({ hostport: `localhost:${port}` })).rejects.toThrow(
      `listen tcp localhost:${port}: bind: address already in use`,
    );
    other.close();
  });

  it('warns when others can reach it, and then answers to any name', async () => {
    const web = await serve({ hostport: '0.0.0.0:' });
    expect(web.said[1]).toMatch(/^Warning: everyone who can reach 0\.0\.0\.0:\d+ can read this profile/);
    expect((await ask(web.port, '/ui/top', { headers: { Host: 'box.example' } })).status).toBe(200);
    await web.stop();
  });

  it('opens a browser with what the command line set', async () => {
    const browser = join(folder, 'browser');
    const seen = join(folder, 'seen');
    writeFileSync(browser, `#!/bin/sh\necho "$1" > ${seen}.new && mv ${seen}.new ${seen}\n`, { mode: 0o755 });
    const web = await serve({ options: { focus: 'a|b', trim: false }, browserEnv: { BROWSER: browser } });
    await vi.waitFor(() => statSync(seen), 5000);
    expect(readFileSync(seen, 'utf8')).toBe(`http://localhost:${web.port}/ui/flamegraph?f=a%7Cb&trim=f\n`);
    await web.stop();
  });

  it('says what to open where there is no browser', async () => {
    const web = await serve({ browserEnv: { BROWSER: '/nowhere/browser', PATH: '/nowhere', DISPLAY: '' } });
    await vi.waitFor(() => expect(web.said[1]).toBe(`http://localhost:${web.port}/ui/flamegraph`), 5000);
    await web.stop();
  });

  it('says nothing to a terminal that would move its cursor', async () => {
    const web = await serve();
    await ask(web.port, '/ui/top?trim=%1b[2J%0dx');
    expect(web.said[1]).toContain('error setting config field trim');
    expect(web.said.join('')).toMatch(/^[\x20-\x7e\u2400-\u2421]*$/);
    await web.stop();
  });

  it('keeps to what the command line set', async () => {
    const web = await serve({ options: { hide: 'main' } });
    expect((await ask(web.port, '/ui/top')).text).not.toMatch(/<tr id="node1"/);
    await web.stop();
  });
});
