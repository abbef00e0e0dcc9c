// Values of a WeakMap live as long as their keys, and these are never let go of.
import { serveWork } from './serve-work.mjs';

const clients = new Set();
const details = new WeakMap();

class Details {
  constructor(number) {
    this.number = number;
    this.history = Array.from({ length: 8 }, (_, i) => `event ${number}.${i}`);
  }
}

function makeDetails(number) {
  return new Details(number);
}

serveWork((number) => {
  const client = { number };
  clients.add(client);
  details.set(client, makeDetails(number));
});
