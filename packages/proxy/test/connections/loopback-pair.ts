import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Both ends of a connection over loopback. */
export interface LoopbackPair {
  /** The side that connected. */
  readonly near: Socket;
  readonly far: Socket;
}

export async function loopbackPair(): Promise<LoopbackPair> {
  const server = createServer({ allowHalfOpen: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const far = await accepted;
  server.close();
  for (const socket of [near, far]) socket.on('error', () => undefined);
  return { near, far };
}

/** Resolves once `condition` holds; rejects when it does not within 5 s. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`gave up waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
