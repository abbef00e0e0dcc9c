import { afterEach, describe, expect, it } from 'vitest';
import { type ChurnOptions, runChurn } from '../../src/churn/run-churn.js';
import { type Script, type ScriptedServer, sendResult, startScriptedServer } from './scripted-server.js';

let server: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function churn(script?: Script, options: Partial<ChurnOptions> = {}) {
  server = await startScriptedServer(script);
  return runChurn({
    url: server.url,
    sessions: 10,
    workers: 3,
    warmup: 0,
    timeoutMs: 5_000,
    ...options,
  });
}

describe('runChurn', () => {
  it('runs whole lifecycles over kept connections and counts them', async () => {
    const progress: number[] = [];
    const result = await churn(undefined, { onProgress: (done) => progress.push(done) });
    expect(result).toMatchObject({ lifecycles: 10, errors: 0, errorSamples: [] });
    expect(result.perSecond).toBeCloseTo(10 / result.seconds);
    const { p50, p95, p99, max } = result.latencyMs;
    expect(p50).toBeGreaterThan(0);
    expect([p50, p95, p99, max]).toEqual([p50, p95, p99, max].toSorted((a, b) => a - b));
    expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(server!.connections()).toBe(3);
  });

  it('goes through the six steps of a session in order, with texts of their own', async () => {
    await churn(undefined, { sessions: 2, workers: 1 });
    const methods = server!.requests.map(({ method }) => method);
    const steps = [
      ...['initialize', 'notifications/initialized', 'tools/list'],
      ...['tools/call', 'tools/call', 'DELETE'],
    ];
    expect(methods).toEqual([...steps, ...steps]);
    const ids = server!.requests.map(({ sessionId }) => sessionId);
    expect(ids).toEqual([
      undefined,
      ...Array<string>(5).fill('s1'),
      undefined,
      ...Array<string>(5).fill('s2'),
    ]);
    const calls = server!.requests.filter(({ method }) => method === 'tools/call');
    expect(new Set(calls.map(({ message }) => JSON.stringify(message.params?.arguments))).size).toBe(4);
  });

  it('does not count warm-up lifecycles, but their failures', async () => {
    let initialized = 0;
    const result = await churn(
      ({ method }, response) => {
        if (method !== 'initialize' || (initialized += 1) !== 2) return false;
        response.writeHead(503).end();
        return true;
      },
      { warmup: 4 },
    );
    expect(result).toMatchObject({ lifecycles: 10, errors: 1 });
    expect(server!.requests.filter(({ method }) => method === 'initialize')).toHaveLength(14);
  });

  it.each<[string, Script, RegExp]>([
    [
      'initialize without a session id',
      ({ method, message }, response) => {
        if (method !== 'initialize') return false;
        sendResult(response, message.id!, { protocolVersion: '2025-06-18' });
        return true;
      },
      /^initialize: the answer has no Mcp-Session-Id$/,
    ],
    [
      'a notification answered 200',
      ({ method }, response) => {
        if (method !== 'notifications/initialized') return false;
        response.end();
        return true;
      },
      /^notifications\/initialized: status 200, not 202$/,
    ],
    [
      'tools without echo',
      ({ method, message }, response) => {
        if (method !== 'tools/list') return false;
        sendResult(response, message.id!, { tools: [{ name: 'other' }] });
        return true;
      },
      /^tools\/list: the server lists no tool "echo"$/,
    ],
    [
      "another lifecycle's echo",
      ({ method, message }, response) => {
        if (method !== 'tools/call') return false;
        sendResult(response, message.id!, { content: [{ type: 'text', text: 'session 999 first' }] });
        return true;
      },
      /^tools\/call: echo of .* answered .*session 999/,
    ],
    [
      "another session's id",
      ({ method, message }, response) => {
        if (method !== 'tools/list') return false;
        sendResult(response, message.id!, { tools: [{ name: 'echo' }] }, 'other');
        return true;
      },
      /^tools\/list: the answer carries another session's id, other$/,
    ],
    [
      'DELETE answered 405',
      ({ method }, response) => {
        if (method !== 'DELETE') return false;
        response.writeHead(405).end();
        return true;
      },
      /^DELETE: status 405, not 200 or 202 or 204$/,
    ],
    [
      'a broken connection',
      ({ method }, response) => {
        if (method !== 'tools/list') return false;
        response.socket!.destroy();
        return true;
      },
      /^tools\/list: socket hang up$/,
    ],
    [
      'an endless body',
      ({ method }, response) => {
        if (method !== 'tools/list') return false;
        response.end(Buffer.alloc((1 << 20) + 1));
        return true;
      },
      /^tools\/list: the answer is longer than 1048576 bytes$/,
    ],
  ])('reports %s', async (_, script, message) => {
    const result = await churn(script, { sessions: 1 });
    expect(result).toMatchObject({
      lifecycles: 0,
      errors: 1,
      errorSamples: [expect.stringMatching(message)],
    });
  });

  it('ends the session of a lifecycle that failed', async () => {
    await churn(
      ({ method }, response) => {
        if (method !== 'tools/list') return false;
        response.writeHead(500).end();
        return true;
      },
      { sessions: 1 },
    );
    expect(server!.requests.at(-1)).toMatchObject({ method: 'DELETE', sessionId: 's1' });
  });

  it('keeps few messages, however many lifecycles fail', async () => {
    let failures = 0;
    const result = await churn((_, response) => {
      response.writeHead(500).end(`failure ${(failures += 1)}`);
      return true;
    });
    expect(result.errors).toBe(10);
    expect(result.errorSamples).toHaveLength(5);
    expect(result.errorSamples[0]).toBe('initialize: status 500, not 200: failure 1');
  });

  it('gives up on an answer that does not end', async () => {
    const result = await churn(
      ({ method }, response) => {
        if (method !== 'initialize') return false;
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': still here\n\n');
        return true;
      },
      { sessions: 1, timeoutMs: 100 },
    );
    expect(result.errorSamples).toEqual(['initialize: no whole answer within 100 ms']);
  });

  it('names the reason where nothing listens', async () => {
    const gone = await startScriptedServer();
    await gone.close();
    const result = await churn(undefined, { url: gone.url, sessions: 1 });
    expect(result.errorSamples).toEqual([expect.stringMatching(/^initialize: connect ECONNREFUSED/)]);
  });

  it('ends at once when aborted, and counts nothing that was under way', async () => {
    const abort = new AbortController();
    const result = await churn(undefined, {
      sessions: 1_000_000,
      signal: abort.signal,
      onProgress: (done) => done === 5 && abort.abort(),
    });
    expect(result.errors).toBe(0);
    expect(result.lifecycles).toBeGreaterThanOrEqual(5);
    expect(result.lifecycles).toBeLessThan(10);
  });

  it('begins no request after it was aborted', async () => {
    const abort = new AbortController();
    await churn(
      ({ method }) => {
        if (method !== 'tools/list') return false;
        abort.abort();
        return true;
      },
      { signal: abort.signal, workers: 1 },
    );
    const methods = server!.requests.map(({ method }) => method);
    expect(methods).toEqual(['initialize', 'notifications/initialized', 'tools/list']);
  });

  it('does not wait for a hanging server when aborted', async () => {
    const abort = new AbortController();
    const result = await churn(
      () => {
        setImmediate(() => abort.abort());
        return true;
      },
      { signal: abort.signal, timeoutMs: 60_000 },
    );
    expect(result).toMatchObject({ lifecycles: 0, errors: 0 });
  });
});
