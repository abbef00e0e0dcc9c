import { startProxy } from '@heaptide/proxy';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { startFakeUpstream, waitFor } from './proxy-under-test.js';

const TABLE = '/proc/net/tcp';
const ESTABLISHED = '01';
/** Kind of the timer that is running for a connection: the one of TCP keep-alive. */
const KEEP_ALIVE = '02';

interface Connection {
  readonly localPort: number;
  readonly remotePort: number;
  readonly timer: string;
}

/** The established IPv4 connections of this machine. */
function connections(): Connection[] {
  const port = (endpoint: string) => Number.parseInt(endpoint.split(':')[1]!, 16);
  return readFileSync(TABLE, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === ESTABLISHED)
    .map(([, local, remote, , , timer]) => ({
      localPort: port(local!),
      remotePort: port(remote!),
      timer: timer!.slice(0, 2),
    }));
}

it.runIf(existsSync(TABLE))(
  'a peer that has vanished is looked for on both sides of a standing stream',
  async () => {
    const upstream = await startFakeUpstream();
    upstream.answer = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
    };
    const proxy = await startProxy({ upstream: new URL(upstream.origin), port: 0, closeTimeoutMs: 500 });
    const client = connect(proxy.port, '127.0.0.1');
    client.on('error', () => undefined).write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await waitFor('the stream', () => proxy.counts().openStreams === 1);
    const upstreamPort = Number(new URL(upstream.origin).port);
    const sides = () => [
      connections().find(({ localPort }) => localPort === proxy.port)?.timer,
      connections().find(({ remotePort }) => remotePort === upstreamPort)?.timer,
    ];
    // For as long as something is unacknowledged, another timer runs.
    await waitFor('the timers', () => sides().every((timer) => timer === KEEP_ALIVE));
    expect(sides()).toEqual([KEEP_ALIVE, KEEP_ALIVE]);
    client.destroy();
    await proxy.close();
    await upstream.close();
  },
);
