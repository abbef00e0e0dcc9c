import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { OutputTail } from '../../src/program/output-tail.js';
import { agentTrouble, heapUrlIn, heapUrls, namedUrl } from '../../src/program/program-urls.js';

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

  it('names an endpoint behind the name that a runner of several programs puts in front', () => {
    const url = 'http://127.0.0.1:41001/debug/heap';
    for (const line of [HEAP, `[0] ${HEAP}`, `web:dev: \u001b[0m${HEAP}\u001b[0m`])
      expect(heapUrlIn(line)).toBe(url);
    expect(heapUrlIn(HEAP.replace('127.0.0.1', 'example.org'))).toBeUndefined();
    expect(heapUrlIn(HEAP.replace('/heap', '/heaps'))).toBeUndefined();
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
