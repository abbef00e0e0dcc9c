// Keeps more and more, and talks of it all the time.
/** @type {unknown[]} */
const kept = [];
let ticks = 0;

function rememberRow() {
  kept.push(new Array(250).fill(0.5));
}

console.log(`pid ${process.pid}`);
setInterval(() => {
  for (let i = 0; i < 20; i++) rememberRow();
  ticks++;
  console.log(`tick ${ticks} out`);
  console.error(`tick ${ticks} err`);
}, 10);
