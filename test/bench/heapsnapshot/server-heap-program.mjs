/**
 * Grows the heap of a made-up server to `--sessions` sessions and writes its heap snapshot to `--out`. Sessions hold what
 * those of servers do: a Map of answers, an emitter with listeners, closures over a request, timers, history in arrays,
 * plain objects, Buffers from the pool and of their own, cut and joined strings, a promise that waits. Some share what
 * they hold, some refer to each other, and what a session has of each follows from its number: every run is alike.
 */
import { EventEmitter } from 'node:events';
import { URLSearchParams } from 'node:url';
import { parseArgs } from 'node:util';
import { writeHeapSnapshot } from 'node:v8';

const { values } = parseArgs({ options: { sessions: { type: 'string' }, out: { type: 'string' } } });
const DAY_MS = 86_400_000;
const TENANTS = 200;
const ROUTES = Array.from({ length: 40 }, (_, n) => ({
  path: `/v1/resource-${n}`,
  methods: ['GET', 'POST'],
}));

class Tenant {
  constructor(number) {
    this.name = `tenant-${number}`;
    this.limits = { requests: 1000 + number, bytes: 1e6 * number };
    this.members = new Set();
  }
}

class Answer {
  #body;
  constructor(session, number) {
    this.id = `${session.id}:${number}`;
    this.route = ROUTES[(session.number + number) % ROUTES.length];
    this.headers = { 'content-type': 'application/json', etag: `"${session.number.toString(36)}-${number}"` };
    this.at = 1_700_000_000_000 + session.number * 1000 + number;
    this.#body = {
      items: [
        { name: `item ${session.number}`, price: number + 0.5 },
        { name: 'fee', price: 1 },
      ],
    };
  }

  get total() {
    return this.#body.items.reduce((sum, { price }) => sum + price, 0);
  }
}

class Session extends EventEmitter {
  constructor(registry, number) {
    super();
    this.number = number;
    this.id = `session-${(number * 2_654_435_761) % 4_294_967_296}`;
    this.tenant = registry.tenants[number % TENANTS];
    this.tenant.members.add(this);
    this.answers = new Map();
    this.history = [];
    this.previous = registry.last;
    for (let n = 0; n < 3 + (number % 5); n++) this.answers.set(`answer-${n}`, new Answer(this, n));
    for (let n = 0; n < 4 + (number % 7); n++)
      this.history.push({ step: n, took: n * 1.25, route: ROUTES[n] });
    const request = {
      url: `/sessions/${this.id}?page=${number}`,
      query: new URLSearchParams({ page: String(number) }),
    };
    this.on('message', (text) => request.query.append('seen', text));
    this.once('close', () => registry.sessions.delete(this.id));
    if (number % 2 === 0) this.timer = setTimeout(() => this.emit('close'), DAY_MS).unref();
    this.token = Buffer.from(`token of ${this.id}`);
    if (number % 16 === 0) this.upload = Buffer.alloc(9000, 1);
    const line = `${this.id} ${this.tenant.name} some line of a log that is longer than thirteen characters`;
    this.cut = line.slice(2, 40);
    this.joined = `${this.cut} and ${line}`;
    if (number % 4 === 0)
      this.pending = new Promise((resolve) => this.once('settled', resolve)).then(() => this.id);
    registry.metadata.set(this, { opened: new Date(this.number), weight: number % 100 });
  }
}

class Registry {
  sessions = new Map();
  metadata = new WeakMap();
  tenants = Array.from({ length: TENANTS }, (_, number) => new Tenant(number));
  last = undefined;

  open(number) {
    const session = new Session(this, number);
    // Ends the chain now and then, so that sessions are not all of one list.
    this.last = number % 50 === 49 ? undefined : session;
    this.sessions.set(session.id, session);
  }
}

globalThis.registry = new Registry();
for (let number = 0; number < Number(values.sessions); number++) globalThis.registry.open(number);
writeHeapSnapshot(values.out);
process.exit();
