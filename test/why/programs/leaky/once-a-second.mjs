// A report once a second, whatever the traffic.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const reports = [];

function makeReport(number) {
  const report = { number, lines: [number] };
  reports.push(report);
  return report;
}

let made = 0;
setInterval(() => makeReport(made++), 1000);

serveWork(function nothingMuch(unit) {
  return unit % 7;
});
