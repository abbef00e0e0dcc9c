// Async functions that wait for ever keep their variables.
import { serveWork } from './serve-work.mjs';

const permission = new Promise(() => undefined);

class Upload {
  constructor(number) {
    this.number = number;
    this.parts = Array.from({ length: 8 }, (_, i) => `part ${number}.${i}`);
  }
}

function makeUpload(number) {
  return new Upload(number);
}

async function receive(number) {
  const upload = makeUpload(number);
  await permission;
  return upload.parts.length;
}

serveWork((number) => void receive(number));
