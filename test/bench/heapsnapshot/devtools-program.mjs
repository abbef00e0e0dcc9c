/**
 * Chrome DevTools' heap snapshot worker reads a heap snapshot and does all that it does for its view. As there, dominators
 * are worked out in a second thread. `node devtools-program.mjs BUNDLE SNAPSHOT`.
 */
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker, isMainThread, workerData } from 'node:worker_threads';
import { feedLoader } from '../../support/devtools-oracle/feed-loader.mjs';
import { Steps, tellCost } from './tell-cost.mjs';

// Node.js 20 lacks it.
Promise.withResolvers ??= function withResolvers() {
  let settle;
  const promise = new this((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
};

if (isMainThread) await analyse(...process.argv.slice(2));
else await help(workerData);

async function analyse(bundle, path) {
  const { HeapSnapshotLoader } = await import(pathToFileURL(bundle).href);
  const { port1, port2 } = new MessageChannel();
  new Worker(new URL(import.meta.url), { workerData: { bundle, port: port2 }, transferList: [port2] });

  const steps = new Steps();
  const loader = new HeapSnapshotLoader.HeapSnapshotLoader({ sendEvent: () => undefined });
  await feedLoader(loader, path);
  await loader.parsingComplete;
  steps.end('read');
  const snapshot = await loader.buildSnapshot(port1);
  steps.end('analyse');
  tellCost({ rootRetained: snapshot.rootNode().retainedSize(), steps: steps.times });
}

async function help({ bundle, port }) {
  const { HeapSnapshot } = await import(pathToFileURL(bundle).href);
  new HeapSnapshot.SecondaryInitManager(port);
}
