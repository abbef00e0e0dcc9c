// What a FinalizationRegistry is to hand over lives until the object that it waits for dies.
import { serveWork } from './serve-work.mjs';

const everLiving = { name: 'the program' };
const registry = new FinalizationRegistry(() => undefined);

class Receipt {
  constructor(number) {
    this.number = number;
    this.lines = Array.from({ length: 8 }, (_, i) => `line ${number}.${i}`);
  }
}

function makeReceipt(number) {
  return new Receipt(number);
}

serveWork((number) => {
  registry.register(everLiving, makeReceipt(number));
});
