/**
 * A server that retains objects of one shape: `/fill?shape=&n=` replaces what it holds by n new ones and answers how
 * many bytes they are, by V8's own count of the live heap: `{"bytes": …}`. Needs `--expose-gc`.
 */
import { createServer } from 'node:http';
import { setImmediate as yieldToEvents } from 'node:timers/promises';

/** Made before the fill: the array that holds the objects is not counted among them. */
let kept = [];

/** Of 32 bytes: three words of header and a property. */
class Small {
  constructor(i) {
    this.a = i;
  }
}

/** Of 200 bytes. */
class Record {
  constructor(i) {
    // prettier-ignore
    this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = this.k =
      this.l = this.m = this.n = this.o = this.p = this.q = this.r = this.s = this.t = this.u = this.v = i;
  }
}

function fill32(n) {
  for (let i = 0; i < n; i++) kept[i] = new Small(i);
}

function fill200(n) {
  for (let i = 0; i < n; i++) kept[i] = new Record(i);
}

/** As `fill32`, but the objects are literals: V8 treats these otherwise until the function is optimized. */
function fillLiterals(n) {
  for (let i = 0; i < n; i++) kept[i] = { a: i };
}

function fill1k(n) {
  for (let i = 0; i < n; i++) kept[i] = new Array(126).fill(i);
}

function fill8k(n) {
  for (let i = 0; i < n; i++) kept[i] = new Array(1022).fill(i);
}

function fill64k(n) {
  for (let i = 0; i < n; i++) kept[i] = new Array(8190).fill(i);
}

const shapes = { fill32, fill200, fillLiterals, fill1k, fill8k, fill64k };

/** What a turn of the event loop has left behind is reachable until the next. */
async function liveBytes() {
  for (let round = 0; round < 2; round++) {
    await yieldToEvents();
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

async function measuredFill(fill, n) {
  kept = new Array(n).fill(0);
  const before = await liveBytes();
  fill(n);
  return (await liveBytes()) - before;
}

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const bytes = await measuredFill(shapes[searchParams.get('shape')], Number(searchParams.get('n')));
  response.end(JSON.stringify({ bytes }));
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
