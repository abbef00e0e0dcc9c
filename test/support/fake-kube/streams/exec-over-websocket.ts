import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ClusterState } from '../cluster-state.js';
import { type ExecRequest, startExec } from './exec-program.js';

const Channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 } as const;

/** An exec as `v5.channel.k8s.io`: the first byte of a message is its channel, and 255 closes the one that follows. */
export function serveExecOverWebSocket(cluster: ClusterState, request: ExecRequest, socket: WebSocket): void {
  const child = startExec(cluster, request, (status) => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(onChannel(Channel.status, Buffer.from(JSON.stringify(status))));
    socket.close(1000);
  });
  if (!child) return;
  sendAll(child.stdout, Channel.stdout, request.stdout ? socket : undefined);
  sendAll(child.stderr, Channel.stderr, request.stderr ? socket : undefined);
  if (!request.stdin) child.stdin.end();
  child.stdin.on('drain', () => socket.resume());
  child.stdin.once('close', () => socket.resume());
  socket.on('message', (message: Buffer) => {
    if (message[0] === Channel.close && message[1] === Channel.stdin) child.stdin.end();
    if (message[0] !== Channel.stdin || !child.stdin.writable) return;
    if (!child.stdin.write(message.subarray(1))) socket.pause();
  });
  socket.on('error', () => undefined);
  socket.once('close', () => cluster.processes.end(child));
}

function sendAll(output: Readable, channel: number, socket: WebSocket | undefined): void {
  if (!socket) {
    output.resume();
    return;
  }
  output.on('data', (chunk: Buffer) => {
    output.pause();
    // Called with an error when the socket is gone: what is left is then read to nowhere.
    socket.send(onChannel(channel, chunk), () => output.resume());
  });
}

function onChannel(channel: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([channel]), bytes]);
}
