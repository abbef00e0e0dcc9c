// Token buckets of 800 clients; each request replaces the bucket of its client.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const buckets = new Map();

function refill(bucket, now) {
  return { tokens: Math.min(10, (bucket?.tokens ?? 10) + 1), at: now };
}

serveWork(function limit(unit) {
  const client = 'c' + ((unit * 7919) % 800);
  const bucket = refill(buckets.get(client), Date.now());
  buckets.set(client, bucket);
  return bucket.tokens;
});
