// Nearly all of its time goes into a pattern that is tried over and over: whatever interrupts it finds it within one.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const reports = new Map();

function makeReport(unit, words) {
  const report = { unit, words };
  reports.set(unit, report);
  return report;
}

serveWork(function scanOne(unit) {
  const words = freshText(600).match(/[a-z]*[aeiou]{2}[a-z]*-/)?.length ?? 0;
  makeReport(unit, words);
});
