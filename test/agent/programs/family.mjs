/**
 * A process with two children of `--by` cluster or fork. Each of the three says `member PID`; the children end with their
 * parent.
 */
import { fork } from 'node:child_process';
import cluster from 'node:cluster';
import { parseArgs } from 'node:util';

const CHILD = 'child';
const { values, positionals } = parseArgs({ options: { by: { type: 'string' } }, allowPositionals: true });

const begin = {
  cluster: () => cluster.fork(),
  fork: () => fork(new URL(import.meta.url), ['--by', 'fork', CHILD]),
};

console.log(`member ${process.pid}`);
if (cluster.isPrimary && !positionals.includes(CHILD)) {
  for (let child = 0; child < 2; child++) begin[values.by]();
} else {
  process.once('disconnect', () => process.exit());
  // Of a cluster's workers that listen nowhere, and of a fork without a listener, nothing else keeps the process alive.
  process.on('message', () => undefined);
}
