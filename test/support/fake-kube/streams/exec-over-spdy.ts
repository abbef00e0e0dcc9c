import type { Duplex } from 'node:stream';
import type { ClusterState } from '../cluster-state.js';
import { ServerSession } from '../spdy/server-session.js';
import type { ServerStream } from '../spdy/server-stream.js';
import { type ExecRequest, startExec } from './exec-program.js';

type StreamName = 'error' | 'stdin' | 'stdout' | 'stderr';

/** An exec as `v4.channel.k8s.io` over SPDY: begins once all of its streams are there. */
export function serveExecOverSpdy(
  cluster: ClusterState,
  request: ExecRequest,
  connection: Duplex,
  head: Buffer,
): void {
  const streams = new Map<string, ServerStream>();
  const optional = (['stdin', 'stdout', 'stderr'] as const).filter((name) => request[name]);
  const needed: readonly StreamName[] = ['error', ...optional];
  let hasStarted = false;
  const session = new ServerSession(connection, head, (stream) => {
    const { streamtype = '' } = stream.headers;
    streams.set(streamtype, stream);
    if (streamtype !== 'stdin') stream.resume();
    if (hasStarted || !needed.every((name) => streams.has(name))) return;
    hasStarted = true;
    start();
  });

  function start(): void {
    const child = startExec(cluster, request, (status) => {
      streams.get('error')?.end(JSON.stringify(status));
      session.close();
    });
    if (!child) return;
    const { stdout, stderr } = { stdout: streams.get('stdout'), stderr: streams.get('stderr') };
    if (stdout) child.stdout.pipe(stdout);
    else child.stdout.resume();
    if (stderr) child.stderr.pipe(stderr);
    else child.stderr.resume();
    const stdin = streams.get('stdin');
    if (stdin) stdin.pipe(child.stdin);
    else child.stdin.end();
    void session.closed.then(() => cluster.processes.end(child));
  }
}
