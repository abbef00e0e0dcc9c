import type { FileHandle } from 'node:fs/promises';

/** Where the inside of an array begins in a file, and where its closing bracket stands. */
export interface Section {
  readonly from: number;
  readonly to: number;
}

/** What has to be known of a snapshot that V8 wrote to copy parts of it. */
export interface SnapshotSections {
  /** The section `snapshot`. */
  readonly header: SnapshotHeader;
  readonly nodes: Section;
  readonly edges: Section;
  readonly locations: Section;
  readonly size: number;
}

export interface SnapshotHeader {
  readonly meta: {
    readonly node_fields: readonly string[];
    readonly edge_fields: readonly string[];
    readonly location_fields: readonly string[];
  };
  readonly node_count: number;
  readonly edge_count: number;
}

const CHUNK = 1 << 22;

/** Of arrays of numbers in the order in which V8 writes them, so that no string can look like one of their keys. */
export async function findSections(file: FileHandle): Promise<SnapshotSections> {
  const nodes = await findSection(file, 'nodes', 0);
  const edges = await findSection(file, 'edges', nodes.to);
  const locations = await findSection(file, 'locations', edges.to);
  const text = Buffer.alloc(nodes.from);
  await file.read(text, 0, nodes.from, 0);
  const header = text.toString('latin1');
  const { snapshot } = JSON.parse(`${header.slice(0, header.lastIndexOf(','))}}`) as {
    snapshot: SnapshotHeader;
  };
  return { header: snapshot, nodes, edges, locations, size: (await file.stat()).size };
}

async function findSection(file: FileHandle, key: string, start: number): Promise<Section> {
  const opening = `"${key}":[`;
  const from = (await find(file, opening, start)) + opening.length;
  return { from, to: await find(file, ']', from) };
}

async function find(file: FileHandle, text: string, start: number): Promise<number> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let position = start; ; position += CHUNK - text.length) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, position);
    const at = chunk.subarray(0, bytesRead).indexOf(text, 0, 'latin1');
    if (at >= 0) return position + at;
    if (bytesRead < CHUNK) throw new Error(`there is no ${text} in the snapshot`);
  }
}
