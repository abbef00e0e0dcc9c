interface SnapshotFile {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[] };
    node_count: number;
    edge_count: number;
  };
  nodes: number[];
  edges: number[];
  locations: number[];
  strings: string[];
}

const EDGE_FIELDS = 3;
const LOCATION_FIELDS = 4;
const EDGES_WITH_NUMBERS = [1, 4];

/** What V8 wrote, but with the nodes nearest to the root only, so many of them, and the edges and strings among these. */
export function shrinkSnapshot(text: string, most: number): string {
  const file = JSON.parse(text) as SnapshotFile;
  const fields = file.snapshot.meta.node_fields;
  const [name, edgeCount] = [fields.indexOf('name'), fields.indexOf('edge_count')];
  const firstEdges = [0];
  for (let at = edgeCount; at < file.nodes.length; at += fields.length)
    firstEdges.push(firstEdges.at(-1)! + file.nodes[at]!);
  const edgesOf = (node: number): number[][] =>
    Array.from({ length: firstEdges[node + 1]! - firstEdges[node]! }, (_, index) => {
      const at = (firstEdges[node]! + index) * EDGE_FIELDS;
      return file.edges.slice(at, at + EDGE_FIELDS);
    });

  const places = new Map([[0, 0]]);
  for (const node of places.keys())
    for (const [, , target] of edgesOf(node))
      if (places.size < most && !places.has(target! / fields.length))
        places.set(target! / fields.length, places.size);

  const strings = new Map<string, number>();
  const stringPlace = (index: number): number => {
    const string = file.strings[index]!;
    if (!strings.has(string)) strings.set(string, strings.size);
    return strings.get(string)!;
  };
  const nodes: number[] = [];
  const edges: number[] = [];
  for (const node of places.keys()) {
    const kept = edgesOf(node).filter(([, , target]) => places.has(target! / fields.length));
    const row = file.nodes.slice(node * fields.length, (node + 1) * fields.length);
    row[name] = stringPlace(row[name]!);
    row[edgeCount] = kept.length;
    nodes.push(...row);
    for (const [type, label, target] of kept) {
      const nameOrIndex = EDGES_WITH_NUMBERS.includes(type!) ? label! : stringPlace(label!);
      edges.push(type!, nameOrIndex, places.get(target! / fields.length)! * fields.length);
    }
  }
  const locations: number[] = [];
  for (let at = 0; at < file.locations.length; at += LOCATION_FIELDS) {
    const [offset, ...place] = file.locations.slice(at, at + LOCATION_FIELDS);
    const node = places.get(offset! / fields.length);
    if (node !== undefined) locations.push(node * fields.length, ...place);
  }
  const snapshot = { ...file.snapshot, node_count: places.size, edge_count: edges.length / EDGE_FIELDS };
  return JSON.stringify({ ...file, snapshot, nodes, edges, locations, strings: [...strings.keys()] });
}
