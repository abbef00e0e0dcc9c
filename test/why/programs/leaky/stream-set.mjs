// Streams in a set of those that are open; none is destroyed when its reader goes away.
import { Readable } from 'node:stream';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const openStreams = new Set();

function openDownload(unit) {
  const download = Readable.from([`part of ${unit}`]);
  openStreams.add(download);
  download.once('close', () => openStreams.delete(download));
  return download;
}

serveWork(function download(unit) {
  if (unit % 4 === 0) openDownload(unit).setEncoding('utf8');
});
