// Reports go to an async loop whose own variable keeps them: nothing refers to it but the promise that it waits for.
import { serveWork } from './serve-work.mjs';

const arrived = [];
let wake = () => undefined;

async function fileReports() {
  const filed = new Map();
  for (;;) {
    for (const report of arrived.splice(0)) filed.set(report.number, report);
    await new Promise((resolve) => {
      wake = resolve;
    });
  }
}

class Report {
  constructor(number) {
    this.number = number;
    this.parts = Array.from({ length: 8 }, (_, i) => `part ${number}.${i}`);
  }
}

function makeReport(number) {
  return new Report(number);
}

void fileReports();
serveWork((number) => {
  arrived.push(makeReport(number));
  wake();
});
