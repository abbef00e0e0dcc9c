// Leaks some 2 MB a second and says how long its event loop stood still when it did for more than a second.
const leaked = [];
function leakOnPurpose() {
  const kept = [];
  for (let i = 0; i < 250; i++) kept.push({ i, text: `session ${i}`, more: new Array(8).fill(i) });
  leaked.push(kept);
}
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  if (now - last > 1000) console.log('stood still for', Math.round(now - last), 'ms');
  last = now;
  leakOnPurpose();
}, 20);
if (process.argv.includes('--own-handler')) process.on('SIGUSR1', () => undefined);
console.log('listening http://127.0.0.1/');
