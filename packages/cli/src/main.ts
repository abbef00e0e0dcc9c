import { basename } from 'node:path';
import { interruption } from './interruption.js';
import { runCli } from './run-cli.js';

const { argv, env, stdin, stdout, stderr } = process;

// A reader that has seen enough, as in `heaptide top FILE | head`, is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  stderr.write(`heaptide: cannot write the output: ${error.message}\n`);
  process.exit(2);
});

/** Of a script, the name that it was linked by. */
const program = basename(argv[1] ?? '').startsWith('kubectl-') ? 'kubectl heaptide' : 'heaptide';

process.exitCode = await runCli(argv.slice(2), {
  program,
  stdin,
  stdout,
  stderr,
  env,
  signal: interruption(),
});
