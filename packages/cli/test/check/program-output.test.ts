import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { agentEnvironment } from '../../src/check/agent-environment.js';
import { OutputTail } from '../../src/check/output-tail.js';
import { agentTrouble, heapUrls, namedUrl } from '../../src/check/program-urls.js';
import { parseReadiness, untilAnswers } from '../../src/check/readiness.js';

const HEAP = 'heaptide: heap profiles at http://127.0.0.1:41001/debug/heap\n';

describe('what a program prints', () => {
  it('names the endpoints of its processes, on loopback alone', () => {
    const second = HEAP.replace('41001', '41002');
    const foreign = HEAP.replace('127.0.0.1', 'example.org');
    expect(heapUrls(`x\n${HEAP}${foreign}y ${HEAP}${second}`)).toEqual([
      'http://127.0.0.1:41001/debug/heap',
      'http://127.0.0.1:41002/debug/heap',
    ]);
    expect(heapUrls(HEAP.trimEnd().slice(0, -3))).toEqual([]);
    expect(agentTrouble('heaptide: no heap profiles: the port is taken\n')).toBe('the port is taken');
  });

  it('names where it listens, if anywhere, once the line is whole', () => {
    expect(namedUrl(`${HEAP}Listening on http://localhost:3000.\n`)).toBe('http://localhost:3000');
    expect(namedUrl(`${HEAP}up at \u001b[36mhttp://127.0.0.1:30/mcp\u001b[39m\n`)).toBe(
      'http://127.0.0.1:30/mcp',
    );
    expect(namedUrl('Listening on http://localhost:30')).toBeUndefined();
    expect(namedUrl(HEAP)).toBeUndefined();
  });

  it('is kept to its end, and searched as it comes', async () => {
    const stream = new PassThrough();
    const tail = new OutputTail();
    let passed = 0;
    tail.follow(stream, (text) => (passed += text.length));
    const found = tail.until((text) => /listening (\d+)/.exec(text)?.[1], new AbortController().signal);
    stream.write(`${'x'.repeat(200_000)}\n`);
    stream.write('first\n\nlisten');
    stream.write('ing 42\n');
    await expect(found).resolves.toBe('42');
    expect(tail.text.length).toBeLessThanOrEqual(1 << 16);
    expect(tail.lastLines(2)).toEqual(['first', 'listening 42']);
    expect(passed).toBe(200_021);
  });

  it('is not waited for after an abort', async () => {
    const controller = new AbortController();
    const never = new OutputTail().until(() => undefined, controller.signal);
    controller.abort(new Error('over'));
    await expect(never).rejects.toThrow('over');
  });
});

describe('readiness', () => {
  it('is a URL or a pattern', () => {
    expect(parseReadiness('http://127.0.0.1:1/health')).toMatchObject({ kind: 'url' });
    expect(parseReadiness('^ready (.*)$')).toMatchObject({ kind: 'output' });
    expect(() => parseReadiness('(')).toThrow(expect.objectContaining({ code: 'HT_E_USAGE' }));
  });

  it('comes with the first answer that is no error of the server', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 503 : 404).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await untilAnswers(new URL(`http://127.0.0.1:${port}`), new AbortController().signal);
    expect(asked).toBe(3);
    server.close();
    await expect(untilAnswers(new URL(`http://127.0.0.1:${port}`), AbortSignal.timeout(300))).rejects.toThrow(
      /aborted due to timeout/,
    );
  });
});

describe('the environment of the program', () => {
  const register = 'file:///agent/register.js';

  it('starts the agent on a free port of loopback, before all that NODE_OPTIONS asks for', () => {
    const env = agentEnvironment(
      {
        NODE_OPTIONS: '--max-old-space-size=64',
        HEAPTIDE_TOKEN: 'secret',
        HEAPTIDE_RING: '/ring',
        PATH: '/bin',
      },
      { register, interval: 4096, exactSites: false },
    );
    expect(env).toEqual({
      NODE_OPTIONS: `--max-old-space-size=64 --import=${register}`,
      HEAPTIDE_ADDR: '127.0.0.1:0',
      HEAPTIDE_INTERVAL: '4096',
      PATH: '/bin',
    });
  });

  it('turns inlining off by a module that NODE_OPTIONS can hold', () => {
    const { NODE_OPTIONS } = agentEnvironment({}, { register, interval: 4096, exactSites: true });
    const [exact, agent] = NODE_OPTIONS!.split(' ');
    expect(exact).toMatch(/^--import=data:text\/javascript,[^\s'"\\]+$/);
    expect(agent).toBe(`--import=${register}`);
    const code = decodeURIComponent(exact!.replace(/^.*?,/, ''));
    expect(code).toContain('--no-turbo-inlining');
  });
});
