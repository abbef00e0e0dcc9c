// Leaks some 2 MB a second. `--own-handler` takes SIGUSR1 for itself, `--exit-on-term` ends by process.exit,
// `--block MS` keeps the main thread busy for so long.
const leaked = [];
function leakOnPurpose() {
  const kept = [];
  for (let i = 0; i < 250; i++) kept.push({ i, text: `session ${i}`, more: new Array(8).fill(i) });
  leaked.push(kept);
}
setInterval(leakOnPurpose, 20);
const { argv } = process;
if (argv.includes('--own-handler')) process.on('SIGUSR1', () => console.log('SIGUSR1'));
if (argv.includes('--exit-on-term')) process.on('SIGTERM', () => process.exit(3));
if (argv.includes('--block')) {
  setTimeout(() => {
    const end = Date.now() + Number(argv[argv.indexOf('--block') + 1]);
    while (Date.now() < end) {
      const next = Date.now() + 5;
      while (Date.now() < next);
      leakOnPurpose();
    }
  }, 200);
}
console.log('ready');
