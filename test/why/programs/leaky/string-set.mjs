// Nonces that were seen, as strings in a set.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const seenNonces = new Set();

function readNonce(unit) {
  const nonce = `${freshText(24)}-${unit}`;
  seenNonces.add(nonce);
  return nonce;
}

serveWork(function checkNonce(unit) {
  return readNonce(unit).length;
});
