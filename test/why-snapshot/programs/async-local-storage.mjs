// A store that everything begun in it carries along, and something begun in it that never ends.
import { AsyncLocalStorage } from 'node:async_hooks';
import { serveWork } from './serve-work.mjs';

const storage = new AsyncLocalStorage();
const configLoaded = new Promise(() => undefined);

class RequestContext {
  constructor(number) {
    this.number = number;
    this.baggage = Array.from({ length: 8 }, (_, i) => `item ${number}.${i}`);
  }
}

function makeContext(number) {
  return new RequestContext(number);
}

const afterwards = () => undefined;

serveWork((number) => {
  storage.run(makeContext(number), () => void configLoaded.then(afterwards));
});
