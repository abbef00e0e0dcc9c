// Streams that are piped into one that stays, and are neither ended nor unpiped.
import { PassThrough, Writable } from 'node:stream';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
sink.setMaxListeners(0);

function openChannel(unit) {
  const channel = new PassThrough({ highWaterMark: 64 });
  channel.unit = unit;
  channel.pipe(sink);
  return channel;
}

serveWork(function send(unit) {
  if (unit % 4 === 0) openChannel(unit).write('line');
});
