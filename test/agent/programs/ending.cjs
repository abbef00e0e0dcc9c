/**
 * Says `working` on both streams and ends in the way of its first argument, after the milliseconds of its second, or on
 * SIGUSR2. SIGTERM comes from outside. CommonJS, so that the stack of an error is the same however the program was
 * loaded.
 */
const { spawn } = require('node:child_process');
const console = require('node:console');
const process = require('node:process');
const { clearTimeout, setInterval, setTimeout } = require('node:timers');

const [way, milliseconds] = process.argv.slice(2);

const ways = {
  'nothing left to do': () => (process.exitCode = 5),
  'process.exit': () => process.exit(6),
  'an uncaught error': () => {
    throw new Error('own fault');
  },
  'an unhandled rejection': () => void Promise.reject(new Error('own promise')),
  SIGTERM: () => {
    spawn('kill', ['-s', 'TERM', String(process.pid)]);
    setInterval(() => undefined, 1000);
  },
  'its last words': () => process.stdout.write(`${'word '.repeat(200_000)}\n`),
};

process.on('exit', (code) => console.log(`exit ${code}`));
console.log('working');
console.error('working');
const timer = setTimeout(ways[way], Number(milliseconds));
process.once('SIGUSR2', () => {
  clearTimeout(timer);
  setTimeout(ways[way], 0);
});
