// Nine letters are sent for ten that are written: what waits grows, though each letter is sent in the end.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const waiting = [];

function writeLetter(unit) {
  return { unit, text: freshText(400) };
}

serveWork(function writeAndSend(unit) {
  waiting.push(writeLetter(unit));
  if (unit % 10 !== 0) waiting.shift();
});
