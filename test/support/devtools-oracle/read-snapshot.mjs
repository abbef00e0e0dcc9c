// Reads a heap snapshot with Chrome DevTools' own worker and sends what it made of it to the parent process.
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { feedLoader } from './feed-loader.mjs';

const [worker, path] = process.argv.slice(2);

process.once('disconnect', () => process.exit(1));

// Node.js 20 lacks it.
Promise.withResolvers ??= function withResolvers() {
  let settle;
  const promise = new this((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
};

const { HeapSnapshotLoader, HeapSnapshot } = await import(pathToFileURL(worker).href);

// V8 may write more traced functions than it said in the header, on which DevTools fails, but only after it has worked out
// all that is wanted here.
let analysed;
const { calculateStatistics } = HeapSnapshot.JSHeapSnapshot.prototype;
HeapSnapshot.JSHeapSnapshot.prototype.calculateStatistics = function keepAnalysed() {
  analysed = this;
  calculateStatistics.call(this);
};

const snapshot = await load();
process.send(graphOf(snapshot), () => process.exit(0));

async function load() {
  const loader = new HeapSnapshotLoader.HeapSnapshotLoader({ sendEvent: () => undefined });
  await feedLoader(loader, path);
  // In a browser, dominators are worked out in a second worker; here it is the same thread that answers.
  const { port1, port2 } = new MessageChannel();
  new HeapSnapshot.SecondaryInitManager(port2);
  return loader.buildSnapshot(port1).catch((error) => {
    if (analysed === undefined) throw error;
    return analysed;
  });
}

function graphOf(snapshot) {
  const count = snapshot.nodeCount;
  const graph = {
    nodeCount: count,
    ids: new Uint32Array(count),
    selfSizes: new Float64Array(count),
    retainedSizes: new Float64Array(count),
    dominators: new Uint32Array(count),
    distances: new Int32Array(count),
    classes: new Uint32Array(count),
    classNames: [],
    classKeys: [],
  };
  const classes = new Map();
  const node = snapshot.rootNode();
  for (let ordinal = 0; ordinal < count; ordinal++) {
    node.nodeIndex = ordinal * snapshot.nodeFieldCount;
    graph.ids[ordinal] = node.id();
    graph.selfSizes[ordinal] = node.selfSize();
    graph.retainedSizes[ordinal] = node.retainedSize();
    graph.dominators[ordinal] = node.dominatorIndex() / snapshot.nodeFieldCount;
    graph.distances[ordinal] = node.distance();
    const internalKey = node.classKeyInternal();
    const key = typeof internalKey === 'number' ? `,${node.className()}` : internalKey;
    let index = classes.get(key);
    if (index === undefined) {
      index = classes.size;
      classes.set(key, index);
      graph.classKeys.push(key);
      graph.classNames.push(node.className());
    }
    graph.classes[ordinal] = index;
  }
  return graph;
}
