// Forty connections that are taken and given back; each use has a ticket of its own.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const idle = Array.from({ length: 40 }, (_, id) => ({ id, uses: 0, ticket: undefined }));

function takeTicket(unit) {
  return { unit, scope: ['read'] };
}

serveWork(function useConnection(unit) {
  const connection = idle.pop();
  connection.ticket = takeTicket(unit);
  connection.uses++;
  idle.unshift(connection);
});
