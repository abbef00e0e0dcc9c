// Healthy: pages go to an async loop whose own variable keeps the latest of them and lets the oldest go.
import { serveWork } from './serve-work.mjs';

const CAPACITY = 20_000;
const arrived = [];
let wake = () => undefined;

async function keepPages() {
  const cache = new Map();
  for (;;) {
    for (const page of arrived.splice(0)) {
      cache.set(page.number, page);
      cache.delete(page.number - CAPACITY);
    }
    await new Promise((resolve) => {
      wake = resolve;
    });
  }
}

class Page {
  constructor(number) {
    this.number = number;
    this.links = Array.from({ length: 8 }, (_, i) => `link ${number}.${i}`);
  }
}

function makePage(number) {
  return new Page(number);
}

void keepPages();
serveWork((number) => {
  arrived.push(makePage(number));
  wake();
});
