// Twenty characters of each body are kept, and with them the whole body.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const tokens = new Set();

function readToken() {
  const body = freshText(2000);
  const token = body.slice(100, 120);
  tokens.add(token);
  return token;
}

serveWork(function receive() {
  return readToken().length;
});
