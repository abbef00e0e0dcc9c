// Each request has an emitter of its own, with listeners, and a stream that is destroyed.
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function openRequest(unit) {
  const request = new EventEmitter();
  request.unit = unit;
  request.body = new PassThrough();
  request.on('close', () => request.body.destroy());
  return request;
}

serveWork(function handle(unit) {
  openRequest(unit).emit('close');
});
