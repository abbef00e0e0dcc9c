import { EDGE_TYPE_NAMES } from '../../src/model/edge-type.js';
import type { HeapSnapshot } from '../../src/model/heap-snapshot.js';
import { NODE_TYPE_NAMES } from '../../src/model/node-type.js';
import { EveryString } from './every-string.js';

/** A small heap written down by hand. Node 0 is the root; edges and locations name nodes by their place in `nodes`. */
export interface SnapshotPlan {
  readonly nodes: readonly PlannedNode[];
  readonly edges: readonly PlannedEdge[];
  readonly locations?: readonly PlannedLocation[];
  readonly extraNativeBytes?: number;
}

export interface PlannedNode {
  /** V8's word, such as `object` or `sliced string`. */
  readonly type: string;
  readonly name: string;
  /** `2 * place + 1` unless given. */
  readonly id?: number;
  /** Bytes; 16 unless given, and 0 for synthetic nodes. */
  readonly size?: number;
}

/** From, type, name or index, to. `element` and `hidden` edges have an index, the others a name. */
export type PlannedEdge = readonly [from: number, type: string, nameOrIndex: string | number, to: number];

export interface PlannedLocation {
  readonly node: number;
  readonly script: number;
  readonly line: number;
  readonly column: number;
}

export interface BuiltSnapshot {
  /** What V8 would have written, as Node 22 does. */
  readonly text: string;
  readonly snapshot: HeapSnapshot;
}

const NODE_TYPES = NODE_TYPE_NAMES.slice(0, 15);
const EDGE_TYPES = EDGE_TYPE_NAMES.slice(0, 7);
const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'];

/** The file and the columns of a planned heap. Edges are ordered by the node that they leave, else as planned. */
export function buildSnapshot(plan: SnapshotPlan): BuiltSnapshot {
  const strings = new EveryString(['<dummy>']);
  const edges = [...plan.edges].sort((a, b) => a[0] - b[0]);
  const locations = plan.locations ?? [];
  const firstEdges = new Uint32Array(plan.nodes.length + 1);
  for (const [from, , , to] of edges) {
    if (plan.nodes[from] === undefined || plan.nodes[to] === undefined) {
      throw new Error(`no such nodes: ${from} -> ${to}`);
    }
    firstEdges[from + 1]!++;
  }
  for (let node = 0; node < plan.nodes.length; node++) firstEdges[node + 1]! += firstEdges[node]!;

  const snapshot: HeapSnapshot = {
    nodeCount: plan.nodes.length,
    edgeCount: edges.length,
    nodeTypes: Uint8Array.from(plan.nodes, ({ type }) => placeOf(type, NODE_TYPES)),
    nodeNames: Uint32Array.from(plan.nodes, ({ name }) => strings.add(name)),
    nodeIds: Uint32Array.from(plan.nodes, ({ id }, node) => id ?? 2 * node + 1),
    fileSizes: Uint32Array.from(plan.nodes, ({ type, size }) => size ?? (type === 'synthetic' ? 0 : 16)),
    firstEdges,
    edgeTypes: Uint8Array.from(edges, ([, type]) => placeOf(type, EDGE_TYPES)),
    edgeNames: Uint32Array.from(edges, ([, type, name]) => edgeName(type, name, strings)),
    edgeTargets: Uint32Array.from(edges, ([, , , to]) => to),
    strings,
    locations: {
      nodes: Uint32Array.from(locations, ({ node }) => node),
      scripts: Int32Array.from(locations, ({ script }) => script),
      lines: Int32Array.from(locations, ({ line }) => line),
      columns: Int32Array.from(locations, ({ column }) => column),
    },
    detachedness: undefined,
    traceNodes: undefined,
    extraNativeBytes: plan.extraNativeBytes ?? 0,
  };
  return { text: snapshotText(snapshot, strings), snapshot };
}

function placeOf(name: string, names: readonly string[]): number {
  const place = names.indexOf(name);
  if (place < 0) throw new Error(`no such type: ${name}`);
  return place;
}

function edgeName(type: string, name: string | number, strings: EveryString): number {
  if ((type === 'element' || type === 'hidden') !== (typeof name === 'number')) {
    throw new Error(`${type} edge named ${JSON.stringify(name)}`);
  }
  return typeof name === 'number' ? name : strings.add(name);
}

function snapshotText(snapshot: HeapSnapshot, strings: EveryString): string {
  const { nodeCount, edgeCount, firstEdges, locations } = snapshot;
  const nodes = Array.from({ length: nodeCount }, (_, node) => [
    snapshot.nodeTypes[node],
    snapshot.nodeNames[node],
    snapshot.nodeIds[node],
    snapshot.fileSizes[node],
    firstEdges[node + 1]! - firstEdges[node]!,
    0,
    0,
  ]);
  const edges = Array.from({ length: edgeCount }, (_, edge) => [
    snapshot.edgeTypes[edge],
    snapshot.edgeNames[edge],
    snapshot.edgeTargets[edge]! * NODE_FIELDS.length,
  ]);
  const header = {
    meta: {
      node_fields: NODE_FIELDS,
      node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number', 'number'],
      edge_fields: ['type', 'name_or_index', 'to_node'],
      edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
      trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
      trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
      sample_fields: ['timestamp_us', 'last_assigned_id'],
      location_fields: ['object_index', 'script_id', 'line', 'column'],
    },
    node_count: nodeCount,
    edge_count: edgeCount,
    trace_function_count: 0,
    ...(snapshot.extraNativeBytes > 0 && { extra_native_bytes: snapshot.extraNativeBytes }),
  };
  const places = Array.from(locations.nodes, (node, place) => [
    node * NODE_FIELDS.length,
    locations.scripts[place],
    locations.lines[place],
    locations.columns[place],
  ]);
  return (
    `{"snapshot":${JSON.stringify(header)},\n` +
    `"nodes":[${nodes.join('\n,')}\n],\n"edges":[${edges.join('\n,')}\n],\n` +
    `"trace_function_infos":[],\n"trace_tree":[],\n"samples":[],\n"locations":[${places.join('\n,')}],\n` +
    `"strings":[${strings.all.map((text) => JSON.stringify(text)).join(',\n')}]}`
  );
}
