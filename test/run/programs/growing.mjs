// Keeps more and more. With arguments it ends so many milliseconds later with that exit code.
const [, , ends, code] = process.argv;
/** @type {unknown[]} */
const kept = [];

function rememberRow() {
  kept.push(new Array(250).fill(0.5));
}

setInterval(() => {
  for (let i = 0; i < 50; i++) rememberRow();
}, 20);
console.log(`pid ${process.pid}`);
process.stdin.on('data', (text) => console.log(`was told ${text}`));
if (ends !== undefined) {
  setTimeout(() => {
    console.error('fatal: out of rows');
    process.exit(Number(code));
  }, Number(ends));
}
