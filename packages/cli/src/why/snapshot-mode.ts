import { type HeapGraph, openHeapSnapshot } from '@heaptide/heapsnapshot';
import {
  askWhy,
  catchForSnapshot,
  type InspectorConnection,
  requireRoomForSnapshot,
  type WhyAnswer,
  type WhyQuestion,
} from '@heaptide/why';
import { findCaught } from './find-caught.js';
import { joinDead, joinSnapshot } from './join-snapshot.js';
import { SnapshotFile } from './snapshot-file.js';
import { watchHolder } from './watch-holder.js';

export interface SnapshotModeOptions {
  /** Of its own: what else it has of `HeapProfiler`, such as sampling, ends. */
  readonly connection: InspectorConnection;
  readonly question: WhyQuestion;
  /** Keeps the heap snapshot there. */
  readonly output?: string | undefined;
}

/**
 * Asks who retains what a site keeps allocating by a walk and then by a heap snapshot, in which nothing is out of reach. The
 * process stands still for seconds, and needs many times its heap: without that nothing is begun. Where nothing calls the
 * site, or nothing that was caught is alive, no snapshot is taken and the walk has the last word.
 * @throws {HeaptideError} what `askWhy`, `catchForSnapshot` and `openHeapSnapshot` throw; `HT_E_UNWRITABLE`.
 */
export async function askBySnapshot({
  connection,
  question,
  output,
}: SnapshotModeOptions): Promise<WhyAnswer> {
  await requireRoomForSnapshot(connection);
  const walked = await askWhy(connection, question);
  if (walked.state === 'not-called') return walked;
  const file = await SnapshotFile.create(output);
  try {
    return await catchForSnapshot(connection, question, {
      onChunk: (chunk) => file.write(chunk),
      use: async (caught, live) => {
        if (!caught.isTaken) return joinDead(walked, caught);
        await file.end();
        question.onStep?.('reading the heap snapshot');
        const graph = await open(file.path, question.signal);
        const found = findCaught(graph, caught.living);
        const watched =
          found.most && (await watchHolder(found.most, { live, caught, signal: question.signal }));
        return joinSnapshot({ walked, caught, graph, found, watched, file: file.kept });
      },
    });
  } finally {
    await file.release();
  }
}

function open(path: string, signal: AbortSignal | undefined): Promise<HeapGraph> {
  return openHeapSnapshot(path, { layers: ['classes', 'distances'], ...(signal && { signal }) });
}
