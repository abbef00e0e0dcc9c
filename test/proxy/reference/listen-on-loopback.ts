import type { AddressInfo, Server, Socket } from 'node:net';

/** Lets a server listen on any free port of loopback; `close` ends it together with its `sockets`. */
export async function listenOnLoopback(
  server: Server,
  sockets: ReadonlySet<Socket>,
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  await new Promise<void>((resolve) =>
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1_024 }, resolve),
  );
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
