/**
 * A preload that does to the heap sampler what an attached DevTools does. With DEVTOOLS_INTERVAL it starts sampling at
 * once, so before anything that is loaded after it. It prints `devtools URL`, which takes `/start?interval=`, `/stop`,
 * and `/samples`: the number of live samples of the sampler that runs, whoever started it, or `none`. As their coverage
 * panel does, it measures coverage between `/start-coverage` and `/stop-coverage`; `/calls?of=` tells how often a function
 * was called since the last question.
 */
import { createServer } from 'node:http';
import { Session } from 'node:inspector';

const devTools = new Session();
devTools.connect();

function startSampling(interval) {
  devTools.post('HeapProfiler.startSampling', { samplingInterval: Number(interval) });
}

/** By a session of its own, which has no part in starting and stopping. */
function countSamples() {
  const reader = new Session();
  reader.connect();
  let count = 'none';
  reader.post('HeapProfiler.getSamplingProfile', (error, answer) => {
    if (error === null) count = answer.profile.samples.length;
  });
  reader.disconnect();
  return count;
}

function takeCalls(name) {
  let calls = 'none';
  devTools.post('Profiler.takePreciseCoverage', (error, answer) => {
    const functions = answer?.result.flatMap((script) => script.functions) ?? [];
    calls = functions.find(({ functionName }) => functionName === name)?.ranges[0].count ?? 'none';
  });
  return calls;
}

const actions = {
  '/start': (query) => startSampling(query.get('interval')),
  '/stop': () => devTools.post('HeapProfiler.stopSampling'),
  '/samples': () => countSamples(),
  '/start-coverage': () => {
    devTools.post('Profiler.enable');
    devTools.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  },
  '/stop-coverage': () => devTools.post('Profiler.stopPreciseCoverage'),
  '/calls': (query) => takeCalls(query.get('of')),
};

if (process.env.DEVTOOLS_INTERVAL) startSampling(process.env.DEVTOOLS_INTERVAL);

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  response.setHeader('Connection', 'close').end(String(actions[pathname](searchParams)));
});
server.listen(0, '127.0.0.1', () => console.log(`devtools http://127.0.0.1:${server.address().port}`));
