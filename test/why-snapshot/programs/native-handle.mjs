// Watchers that are never closed, and that do not keep the program running: only native code has them.
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveWork } from './serve-work.mjs';

const OWN_FILE = fileURLToPath(import.meta.url);

class View {
  constructor(number) {
    this.number = number;
    this.lines = Array.from({ length: 8 }, (_, i) => `line ${number}.${i}`);
  }
}

function makeView(number) {
  return new View(number);
}

serveWork((number) => {
  const view = makeView(number);
  watch(OWN_FILE, { persistent: false }, () => view.lines.pop());
});
