import { createServer } from 'node:http';

/** Calls `unit` for each unit of work that is posted. */
export function serveWork(unit) {
  let done = 0;
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url, 'http://localhost');
    for (let left = Number(searchParams.get('n') ?? 1); left > 0; left--) unit(++done);
    response.end('ok');
  });
  // While the process stands still, a connection that is kept alive must not seem to be idle for too long.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => {
    console.log(`listening ${server.address().port}`);
  });
}
