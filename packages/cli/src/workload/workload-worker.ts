// The thread that captures and judges the pods of a workload: what it is busy with never delays a key.
import { parentPort, workerData } from 'node:worker_threads';
import { joinWorkload } from '@heaptide/targets/cluster';
import { LocalWorkload, serveWorkload } from '@heaptide/tui';
import { sourceMapping } from '../views/source-mapping.js';
import { keepHeapSmall } from '../watch/small-heap.js';
import { workloadEngineOptions } from './workload-engine-options.js';
import type { WorkloadOrder } from './workload-order.js';

keepHeapSmall();
const { address, everyMs, timeoutMs, unit, save, sourceMaps } = workerData as WorkloadOrder;
const lines: string[] = [];
const mapping = await sourceMapping(sourceMaps, { stderr: { write: (text: string) => lines.push(text) } });
const source = await joinWorkload(address, { timeoutMs });
const engine = new LocalWorkload(
  workloadEngineOptions(source, {
    everyMs,
    ...(unit === undefined ? {} : { unit }),
    ...(save === undefined ? {} : { save }),
    mapCapture: (capture) => mapping.applyTo(capture),
    closingNotes: () => {
      mapping.tell();
      return lines;
    },
  }),
);
serveWorkload(engine, parentPort!);
