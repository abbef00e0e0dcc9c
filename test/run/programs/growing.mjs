// Keeps more and more. With an argument it ends with that exit code once it gets SIGUSR2.
const [, , code] = process.argv;
/** @type {unknown[]} */
const kept = [];

function rememberRow() {
  kept.push(new Array(250).fill(0.5));
}

setInterval(() => {
  for (let i = 0; i < 50; i++) rememberRow();
}, 20);
if (code !== undefined) {
  process.once('SIGUSR2', () => {
    console.error('fatal: out of rows');
    process.exit(Number(code));
  });
}
console.log(`pid ${process.pid}`);
process.stdin.on('data', (text) => console.log(`was told ${text}`));
