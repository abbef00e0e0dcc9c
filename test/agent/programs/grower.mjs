/**
 * Retains memory at `--rate` MB/s until something ends it: objects on the heap, or with `--buffers` Buffers; with
 * `--block` in one loop that never lets the event loop turn.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { rate: { type: 'string' }, buffers: { type: 'boolean' }, block: { type: 'boolean' } },
});
const bytesPerMs = Number(values.rate) * 1000;
const OBJECT_BYTES = 96;
const BUFFER_BYTES = 65_536;
const kept = [];

function leakObjects(bytes) {
  for (let left = bytes; left > 0; left -= OBJECT_BYTES) kept.push({ left, list: [left, left, left, left] });
  return bytes;
}

function leakBuffers(bytes) {
  let left = bytes;
  for (; left >= BUFFER_BYTES; left -= BUFFER_BYTES) kept.push(Buffer.alloc(BUFFER_BYTES, 1));
  return bytes - left;
}

const leak = values.buffers ? leakBuffers : leakObjects;
const begin = performance.now();
let leaked = 0;

/** Catches up with the clock. */
function grow() {
  leaked += leak((performance.now() - begin) * bytesPerMs - leaked);
}

if (values.block) {
  setTimeout(() => {
    for (;;) grow();
  }, 500);
} else setInterval(grow, 5);
