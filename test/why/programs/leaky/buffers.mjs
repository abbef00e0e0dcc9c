// Chunks of uploads on a list of an object's.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Upload {
  chunks = [];

  take(size) {
    const chunk = Buffer.alloc(size);
    this.chunks.push(chunk);
    return chunk;
  }
}

const upload = new Upload();

serveWork(function receive(unit) {
  return upload.take(256 + (unit % 64)).length;
});
