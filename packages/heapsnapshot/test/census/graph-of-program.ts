import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { readHeapSnapshot } from '../../src/reader/read-heap-snapshot.js';

/** Runs a program in a Node.js of its own, which then writes its heap, and analyses that. `HEAPTIDE_TEST_NODE` chooses another Node.js. */
export async function graphOfProgram(program: string): Promise<HeapGraph> {
  const directory = await mkdtemp(join(tmpdir(), 'heaptide-census-'));
  try {
    const path = join(directory, 'one.heapsnapshot');
    const script = `${program}\nrequire('node:v8').writeHeapSnapshot(process.argv[1]);\nprocess.exit(0);`;
    const node = process.env.HEAPTIDE_TEST_NODE ?? process.execPath;
    await promisify(execFile)(node, ['-e', script, path], { timeout: 60_000 });
    return await analyseHeapSnapshot(await readHeapSnapshot(path));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
