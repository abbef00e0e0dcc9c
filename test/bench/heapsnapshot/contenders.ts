import { fileURLToPath } from 'node:url';
import { bundleSnapshotWorker } from '../../support/devtools-oracle/bundle-snapshot-worker.js';
import { providePeers } from './peer-packages.js';

/**
 * Who reads heap snapshots here. `heaptide` and `memlab` and `v8-heap-parser` work out dominators and retained sizes;
 * `heaptide all` and `DevTools` also distances, classes, retainers and the dominator tree; `memlab paths` the shortest
 * paths and marks that memlab's analyses begin with.
 */
export const CONTENDER_NAMES = [
  'heaptide',
  'heaptide all',
  'memlab',
  'memlab paths',
  'v8-heap-parser',
  'DevTools',
] as const;
export type ContenderName = (typeof CONTENDER_NAMES)[number];

/** A program to be started as `node ARGS SNAPSHOT`. */
export interface Contender {
  readonly name: ContenderName;
  readonly args: readonly string[];
}

/** Which of ours does what a peer does, and what we want to be next to it. Memory is ours by its. */
export const PAIRS: Readonly<
  Partial<
    Record<ContenderName, { readonly ours: ContenderName; readonly speed: number; readonly memory?: number }>
  >
> = {
  memlab: { ours: 'heaptide', speed: 6, memory: 0.45 },
  'memlab paths': { ours: 'heaptide all', speed: 6, memory: 0.45 },
  'v8-heap-parser': { ours: 'heaptide', speed: 2, memory: 0.25 },
  DevTools: { ours: 'heaptide all', speed: 6 },
};

/** The peers die at about 1 GB with the limit that Node.js chooses; ours has to do with that. */
const PEER_NODE_ARGS = ['--max-old-space-size=12000'];

/** Makes the named ones ready to be started. */
export async function prepareContenders(names: readonly ContenderName[]): Promise<readonly Contender[]> {
  const contenders: Contender[] = [];
  for (const name of names) contenders.push({ name, args: await argsOf(name) });
  return contenders;
}

async function argsOf(name: ContenderName): Promise<readonly string[]> {
  switch (name) {
    case 'heaptide':
      return [programPath('heaptide'), 'retained'];
    case 'heaptide all':
      return [programPath('heaptide'), 'all'];
    case 'memlab':
      return [...PEER_NODE_ARGS, programPath('memlab'), await providePeers(), 'retained'];
    case 'memlab paths':
      return [...PEER_NODE_ARGS, programPath('memlab'), await providePeers(), 'paths'];
    case 'v8-heap-parser':
      return [...PEER_NODE_ARGS, programPath('v8-heap-parser'), await providePeers()];
    case 'DevTools':
      return [...PEER_NODE_ARGS, programPath('devtools'), await bundleSnapshotWorker()];
  }
}

function programPath(name: string): string {
  return fileURLToPath(new URL(`../../../test/bench/heapsnapshot/${name}-program.mjs`, import.meta.url));
}
