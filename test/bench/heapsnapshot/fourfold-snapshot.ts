import { type FileHandle, open } from 'node:fs/promises';
import { RecordCopier } from './record-copier.js';
import { findSections } from './snapshot-sections.js';

const COPIES = 4;
const CHUNK = 1 << 22;

/**
 * Writes a snapshot that holds the graph of another one four times under one root, for sizes that V8 itself would need some
 * twenty gigabytes of memory to write. Copies have the ids of the first, since names of edges tell of some; so all is as it was
 * in each, but for distances of what WeakMaps hold, whose entries have the same names in all.
 */
export async function writeFourfold(source: string, target: string): Promise<void> {
  const input = await open(source);
  const output = await open(target, 'wx', 0o600);
  try {
    await writeCopies(input, output);
  } finally {
    await input.close();
    await output.close();
  }
}

async function writeCopies(input: FileHandle, output: FileHandle): Promise<void> {
  const { header, nodes, edges, locations, size } = await findSections(input);
  const { node_fields: nodeFields, edge_fields: edgeFields, location_fields: locationFields } = header.meta;
  const copier = new RecordCopier(input, output);
  const all = Array.from({ length: COPIES }, (_, copy) => copy);
  /** The first node's edges lead to those of all copies, which are otherwise apart. */
  const moved = (copy: number) => (offset: number) =>
    offset === 0 ? 0 : offset + copy * (header.node_count - 1) * nodeFields.length;
  const rootEdges = await edgesOfRoot(input, nodes.from, nodeFields.indexOf('edge_count'));

  const counts = {
    node_count: (header.node_count - 1) * COPIES + 1,
    edge_count: header.edge_count * COPIES,
  };
  await output.writeFile(`{"snapshot":${JSON.stringify({ ...header, ...counts })},\n"nodes":[`);
  const nodeRecords = { ...nodes, fields: nodeFields.length, column: nodeFields.indexOf('edge_count') };
  await copier.copy({ ...nodeRecords, first: 0, end: 1, change: (count) => count * COPIES });
  const rest = { ...nodeRecords, first: 1, end: header.node_count, change: (count: number) => count };
  for (let copy = 0; copy < COPIES; copy++) await copier.copy(rest);

  copier.beginArray();
  await output.writeFile('],\n"edges":[');
  const edgeRecords = { ...edges, fields: edgeFields.length, column: edgeFields.indexOf('to_node') };
  for (const [first, end] of [
    [0, rootEdges],
    [rootEdges, header.edge_count],
  ] as const) {
    for (const copy of all) await copier.copy({ ...edgeRecords, first, end, change: moved(copy) });
  }

  copier.beginArray();
  await copyBytes(input, output, edges.to, locations.from);
  const locationRecords = {
    ...locations,
    fields: locationFields.length,
    column: locationFields.indexOf('object_index'),
  };
  for (const copy of all) {
    await copier.copy({ ...locationRecords, first: 0, end: Infinity, change: moved(copy) });
  }
  await copyBytes(input, output, locations.to, size);
}

async function edgesOfRoot(input: FileHandle, from: number, column: number): Promise<number> {
  const text = Buffer.alloc(256);
  await input.read(text, 0, text.length, from);
  return Number(text.toString('latin1').split(',')[column]);
}

async function copyBytes(input: FileHandle, output: FileHandle, from: number, to: number): Promise<void> {
  const chunk = new Uint8Array(CHUNK);
  for (let position = from; position < to;) {
    const { bytesRead } = await input.read(chunk, 0, Math.min(CHUNK, to - position), position);
    if (bytesRead === 0) throw new Error('the snapshot has become shorter');
    await output.writeFile(chunk.subarray(0, bytesRead));
    position += bytesRead;
  }
}
