/** Records a series of captures of the leaky or the fixed proxy: how fixtures/profiles was made. */
import { judgeSessions } from '../support/judge-sessions.js';

const [kind, directory] = process.argv.slice(2);
if ((kind !== 'leaky' && kind !== 'fixed') || directory === undefined) {
  console.error('usage: node .build/demo/record-series.js leaky|fixed DIRECTORY');
  process.exitCode = 2;
} else {
  const { report, churned } = await judgeSessions(kind, { directory, sessions: 6500, captures: 14 });
  console.log(
    `${report.verdict} after ${churned} sessions, ${report.captures.length} captures in ${directory}`,
  );
}
