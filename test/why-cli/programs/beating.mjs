// Keeps a session every 20 ms for ever, in a Map or, with `closures`, where only a closure has it; makes as many drafts, which
// die. GET /longest tells how long its event loop stood still at most since that was asked last, in milliseconds,
// and GET /symbols what questions have left on its global object.
import { createServer } from 'node:http';

const inClosures = process.argv.includes('closures');
/** @type {Map<number, Session>} */
const sessions = new Map();
/** @type {(() => Session)[]} */
const closers = [];
let made = 0;
/** @type {object | undefined} */
let draft;

class Session {
  /** @param {number} id */
  constructor(id) {
    this.id = id;
    this.rows = new Array(100).fill(id);
  }
}

function newSession() {
  const session = new Session(made++);
  if (inClosures) closers.push(() => session);
  else sessions.set(session.id, session);
  return session;
}

function newDraft() {
  const rows = { rows: new Array(100).fill(made) };
  return rows;
}

let last = performance.now();
let longest = 0;
function beat() {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
}
setInterval(beat, 20);
setInterval(newSession, 20);
setInterval(() => {
  draft = newDraft();
}, 20);

const server = createServer((request, response) => {
  if (request.url === '/longest') {
    beat();
    response.end(String(Math.round(longest)));
    longest = 0;
  } else if (request.url === '/symbols') {
    const keys = Object.getOwnPropertySymbols(globalThis).map((key) => Symbol.keyFor(key) ?? '');
    response.end(JSON.stringify(keys.filter((key) => key.startsWith('heaptide.why'))));
  } else response.end(`${made} ${draft === undefined ? 'no' : 'a'} draft`);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`listening http://127.0.0.1:${port}`);
});
