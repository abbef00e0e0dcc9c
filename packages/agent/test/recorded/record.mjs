/**
 * Records both trees of a heap whose contents are known: `node packages/agent/test/recorded/record.mjs > reading.json`.
 * `keepPoints` holds 200,000 objects of 40 bytes in 200,000 slots, `keepRows` 400 arrays of 8,000 numbers each, about
 * the interval in size, where V8's own rounding is at its worst.
 */
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const { heap } = createRequire(import.meta.url)('@datadog/pprof');

heap.start(64 * 1024, 64);
const kept = [];

function keepPoints() {
  for (let i = 0; i < 200_000; i++) kept.push({ x: i, y: i });
}

function keepRows() {
  for (let i = 0; i < 400; i++) kept.push(new Array(8000).fill(i + 0.5));
}

keepPoints();
(() => keepRows())();
await sleep(100);

const sizes = heap.v8Profile();
const session = new Session();
session.connect();
session.post('HeapProfiler.getSamplingProfile', (error, { profile }) => {
  const text = JSON.stringify({ kept: kept.length, profile, sizes }, undefined, 1);
  console.log(text.replaceAll(import.meta.url, 'file:///app/leak%20one.mjs'));
});
session.disconnect();
