/**
 * heaptide reads a heap snapshot and works out dominators and retained sizes; with `all` also what Chrome DevTools does
 * before it shows anything: distances, classes, retainers, whom each node dominates.
 * `node heaptide-program.mjs retained|all SNAPSHOT`.
 */
import { openHeapSnapshot } from '@heaptide/heapsnapshot';
import { Steps, tellCost } from './tell-cost.mjs';

const LAYERS = ['distances', 'classes', 'retainers'];
const [amount, path] = process.argv.slice(2);

const steps = new Steps();
let stage = 'reading';
const graph = await openHeapSnapshot(path, {
  layers: amount === 'all' ? LAYERS : [],
  onProgress: (next) => {
    if (next !== stage) steps.end(stage);
    stage = next;
  },
});
steps.end(stage);
if (amount === 'all') {
  for (const layer of [...LAYERS, 'dominatorTree']) {
    if (graph[layer] === undefined) throw new Error(`there are no ${layer}`);
    steps.end(layer);
  }
}
tellCost({ rootRetained: graph.retainedSizes[0], steps: steps.times });
