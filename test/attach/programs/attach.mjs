// Attaches to the process whose number it is given, prints `top FUNCTION SAMPLES MILLISECONDS` of the first capture, and stays
// until SIGINT, SIGTERM or `--leave`. What stands in the way is printed as `refused CODE MESSAGE`.
import { connectProcess, reachTarget } from '@heaptide/targets';
import { stackFrames } from '@heaptide/profile';

const [, , pid, ...options] = process.argv;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
const { signal } = stop;

try {
  await attach();
} catch (error) {
  if (!signal.aborted) console.log('refused', error.code, error.message);
}

async function attach() {
  const began = performance.now();
  console.log('begins');
  const reached = await reachTarget({ kind: 'pid', pid: Number(pid) }, { signal, reach: { windowMs: 1000 } });
  try {
    const live = await connectProcess(reached.address);
    try {
      const { capture } = await live.receive({ gc: false, signal });
      console.log('top', ...topSite(capture.profile), Math.round(performance.now() - began));
      if (!options.includes('--leave')) await untilStopped();
    } finally {
      await live.close();
    }
  } finally {
    await reached.close();
  }
}

function topSite(profile) {
  const samples = new Map();
  for (let sample = 0; sample < profile.samples.length; sample++) {
    const name = stackFrames(profile, sample)[0]?.name ?? '';
    samples.set(name, (samples.get(name) ?? 0) + 1);
  }
  return [...samples].sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
}

function untilStopped() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 60_000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
