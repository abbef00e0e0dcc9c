// The thread that captures and judges for the screens: what it is busy with never delays a key.
import { parentPort, workerData } from 'node:worker_threads';
import { connectProcess } from '@heaptide/targets';
import { LocalEngine, serveEngine } from '@heaptide/tui';
import { sourceMapping } from '../views/source-mapping.js';
import { mapAnswer } from '../why/map-answer.js';
import type { EngineOrder } from './engine-order.js';
import { readCompared } from './read-compared.js';
import { keepHeapSmall } from './small-heap.js';
import { watchAsker } from './watch-asker.js';

keepHeapSmall();
const order = workerData as EngineOrder;
const { name, address, directory, compared, everyMs, timeoutMs, unit, save, exportTo, sourceMaps } = order;
const lines: string[] = [];
const mapping = await sourceMapping(sourceMaps, { stderr: { write: (text: string) => lines.push(text) } });
const engine = new LocalEngine({
  target:
    address !== undefined
      ? await connectProcess(address, { timeoutMs })
      : compared !== undefined
        ? { name, read: () => readCompared(compared) }
        : directory!,
  everyMs,
  exportTo,
  ...(unit === undefined ? {} : { unit }),
  ...(save === undefined ? {} : { save }),
  ...(address === undefined ? {} : { whyAsker: watchAsker(address, process.env.HEAPTIDE_WHY_TOKEN) }),
  mapCapture: (capture) => mapping.applyTo(capture),
  mapAnswer: (answer, site) => mapAnswer(answer, site, mapping),
  closingNotes: () => {
    mapping.tell();
    return lines;
  },
});
serveEngine(engine, parentPort!);
