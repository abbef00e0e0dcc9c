import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { parseReadiness, untilAnswers } from '../../src/check/readiness.js';

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
