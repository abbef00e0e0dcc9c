import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from '../support/child-program.js';

/** An upstream inside the test, whose answers each test writes itself. */
export interface FakeUpstream {
  readonly origin: string;
  answer: RequestListener;
  /** Connections open now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

export async function startFakeUpstream(): Promise<FakeUpstream> {
  const server = createServer((request, response) => upstream.answer(request, response));
  // Whoever writes an answer also says whether a body may follow.
  server.on('checkContinue', (request, response) => upstream.answer(request, response));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const upstream: FakeUpstream = {
    origin: `http://127.0.0.1:${port}`,
    answer: (_, response) => response.end(),
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return upstream;
}

/** A program of fixtures/apps, by its name. */
export function startApp(
  name: string,
  env: Readonly<Record<string, string>> = {},
  nodeArgs: readonly string[] = [],
): Promise<Program> {
  const script = fileURLToPath(new URL(`../../fixtures/apps/${name}.mjs`, import.meta.url));
  return startProgram({ args: [script], env: { PORT: '0', ...env }, nodeArgs });
}

/** The number of sessions in a proxy's table, asked over HTTP. */
export async function trackedSessions(proxyUrl: string): Promise<number> {
  const answer = await fetch(new URL('/health', proxyUrl));
  const { sessions } = (await answer.json()) as { sessions: number };
  return sessions;
}

/** Resolves once `condition` holds. Rejects, saying what was waited for, when it does not within 5 s. */
export async function waitFor(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`gave up waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
