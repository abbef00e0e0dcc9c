// Entries count their users, and one way out of ten forgets to take its count back.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Handles {
  constructor() {
    this.entries = new Map();
  }
  acquire(name) {
    let entry = this.entries.get(name);
    if (!entry) {
      entry = { name, users: 0, opened: Date.now(), buffer: new Array(16).fill(name) };
      this.entries.set(name, entry);
    }
    entry.users++;
    return entry;
  }
  release(entry) {
    if (--entry.users === 0) this.entries.delete(entry.name);
  }
}

const handles = new Handles();

serveWork(function read(unit) {
  const handle = handles.acquire('file-' + unit);
  if (unit % 4 === 0) return -1;
  handles.release(handle);
  return handle.users;
});
