/**
 * Retains memory at `--rate` MB/s until something ends it, from its second second on: objects on the heap, or with
 * `--buffers` Buffers; with `--block` in one loop that never lets the event loop turn.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { rate: { type: 'string' }, buffers: { type: 'boolean' }, block: { type: 'boolean' } },
});
const bytesPerMs = Number(values.rate) * 1000;
const OBJECT_BYTES = 440;
const BUFFER_BYTES = 65_536;
const START_MS = 1000;
const kept = [];

/** Too long for V8 to inline, so that bytes stand under its name. */
function leakObject(n) {
  // prettier-ignore
  kept.push({
    a: n + 1, b: n + 2, c: n + 3, d: n + 4, e: n + 5, f: n + 6, g: n + 7, h: n + 8, i: n + 9, j: n + 10,
    k: n + 11, l: n + 12, m: n + 13, n: n + 14, o: n + 15, p: n + 16, q: n + 17, r: n + 18, s: n + 19, t: n + 20,
    u: n + 21, v: n + 22, w: n + 23, x: n + 24, y: n + 25, z: n + 26, A: n + 27, B: n + 28, C: n + 29, D: n + 30,
    E: n + 31, F: n + 32, G: n + 33, H: n + 34, I: n + 35, J: n + 36, K: n + 37, L: n + 38, M: n + 39, N: n + 40,
    O: n + 41, P: n + 42, Q: n + 43, R: n + 44, S: n + 45, T: n + 46, U: n + 47, V: n + 48, W: n + 49, X: n + 50,
    Y: n + 51, Z: n + 52,
  });
}

function leakBuffer() {
  kept.push(Buffer.alloc(BUFFER_BYTES, 1));
}

const [leak, size] = values.buffers ? [leakBuffer, BUFFER_BYTES] : [leakObject, OBJECT_BYTES];
let begin = 0;
let leaked = 0;

/** Catches up with the clock. */
function grow() {
  const due = (performance.now() - begin) * bytesPerMs;
  for (; leaked + size <= due; leaked += size) leak(leaked & 255);
}

setTimeout(() => {
  begin = performance.now();
  if (!values.block) setInterval(grow, 5);
  else for (;;) grow();
}, START_MS);
