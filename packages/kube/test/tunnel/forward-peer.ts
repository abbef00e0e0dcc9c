import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { SpdyPeer, type PeerFrame } from '../spdy/spdy-peer.js';

const SWITCH =
  'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n' +
  'X-Stream-Protocol-Version: portforward.k8s.io\r\n\r\n';

/** The streams of one connection into the pod. */
export interface StreamPair {
  readonly error: number;
  readonly data: number;
  readonly port: string | undefined;
}

export interface ForwardPeerOptions {
  /** Answers pings; by default it does. */
  readonly answersPings?: boolean;
  /** Whether it accepts the next stream; by default it does. */
  readonly accepts?: () => boolean;
}

/** An API server that grants SPDY upgrades and does with each connection into the pod what `onPair` says. */
export async function serveForwards(
  onPair: (peer: SpdyPeer, pair: StreamPair) => void,
  { answersPings = true, accepts = () => true }: ForwardPeerOptions = {},
): Promise<{ url: string; peers: SpdyPeer[] }> {
  const peers: SpdyPeer[] = [];
  const sockets = new Set<Socket>();
  const server = http.createServer();
  server.on('connection', (socket) => sockets.add(socket));
  server.on('upgrade', (_request, socket: Socket) => {
    socket.write(SWITCH);
    const peer = new SpdyPeer(socket);
    peers.push(peer);
    const errors = new Map<string, number>();
    let last: Promise<unknown> = Promise.resolve();
    const onStream = async (frame: PeerFrame) => {
      const headers = await peer.headers(frame);
      if (accepts()) await peer.reply(frame.id);
      const { streamtype, requestid = '', port } = headers;
      if (streamtype === 'error') errors.set(requestid, frame.id);
      else onPair(peer, { error: errors.get(requestid)!, data: frame.id, port });
    };
    peer.onFrame = (frame) => {
      if (frame.kind === 1) last = last.then(() => onStream(frame));
      else if (frame.kind === 6 && answersPings) peer.ping(frame.id);
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, peers };
}
