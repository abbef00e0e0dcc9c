// Healthy: nothing keeps what is made.
import { serveWork } from './serve-work.mjs';

class Reply {
  constructor(number) {
    this.number = number;
    this.words = Array.from({ length: 8 }, (_, i) => `word ${number}.${i}`);
  }
}

function makeReply(number) {
  return new Reply(number);
}

serveWork((number) => makeReply(number).words.length);
