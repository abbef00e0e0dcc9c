import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type LoadPlan, runLoad } from './mcp-load.js';

// The load in a process of its own: a LoadPlan is posted to it, and it answers with LoadFigures or the reason of a failure.
const server = createServer((request, response) => {
  json(request)
    .then((plan) => runLoad(plan as LoadPlan))
    .then(
      (figures) => response.end(JSON.stringify(figures)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
});
server.listen(0, '127.0.0.1', () =>
  console.log(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
