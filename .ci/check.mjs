// Types, lint rules and format of the whole tree. Once the packages are built, what is left goes side by side, at most one
// check for each core; a check says what it has to say when it ends. Exit 1 where one has failed.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const LIMIT_MS = 600_000;

const build = { name: 'types of packages', program: 'typescript/bin/tsc', args: ['-b'] };
/** The dearest first: so the last to begin is not the one that all wait for. */
const checks = [
  { name: 'lint', program: 'eslint/bin/eslint.js', args: ['.'] },
  {
    name: 'format',
    program: 'prettier/bin/prettier.cjs',
    args: ['--check', '.', '--cache', '--cache-strategy', 'content'],
  },
  { name: 'types of tests', program: 'typescript/bin/tsc', args: ['-p', 'test/tsconfig.json'] },
];

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGKILL');
    process.exit(130);
  });
}

/** Resolves to whether the check holds. */
function run({ name, program, args }) {
  const start = performance.now();
  const child = spawn(process.execPath, [`${root}node_modules/${program}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  running.add(child);
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      const holds = code === 0;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${name}: ${holds ? 'ok' : `FAILED (${signal ?? `exit code ${code}`})`}, ${seconds} s`);
      if (!holds) process.stdout.write(Buffer.concat(output));
      resolve(holds);
    });
    child.once('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
  });
}

async function runWaiting(waiting) {
  let hold = true;
  for (let next; (next = waiting.shift()) !== undefined;) hold = (await run(next)) && hold;
  return hold;
}

let hold = await run(build);
if (hold) {
  const waiting = [...checks];
  const lanes = Array.from({ length: availableParallelism() }, () => runWaiting(waiting));
  hold = (await Promise.all(lanes)).every(Boolean);
}
process.exitCode = hold ? 0 : 1;
