import { EDGE_TYPE_NAMES, EdgeType } from '../model/edge-type.js';
import { NODE_TYPE_NAMES, NodeType } from '../model/node-type.js';
import { badSnapshot, notASnapshot } from './snapshot-error.js';

/**
 * What the section `snapshot` says of those that follow: how many nodes and edges there are, and in which column each
 * thing stands. A column that a version does not write is -1.
 */
export interface SnapshotHeader {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly traceFunctionCount: number;
  readonly extraNativeBytes: number;
  readonly node: {
    readonly fields: number;
    readonly type: number;
    readonly name: number;
    readonly id: number;
    readonly selfSize: number;
    readonly edgeCount: number;
    readonly traceNode: number;
    readonly detachedness: number;
    /** Our `NodeType` by the file's number. */
    readonly types: Uint8Array;
  };
  readonly edge: {
    readonly fields: number;
    readonly type: number;
    readonly name: number;
    readonly target: number;
    /** Our `EdgeType` by the file's number. */
    readonly types: Uint8Array;
  };
  readonly location: {
    readonly fields: number;
    readonly node: number;
    readonly script: number;
    readonly line: number;
    readonly column: number;
  };
  /** `meta.trace_function_info_fields`, `meta.trace_node_fields`. */
  readonly traceFunctionFields: readonly string[];
  readonly traceNodeFields: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** The header is less than a kilobyte in every version. */
export const MOST_HEADER_BYTES = 1 << 20;
const MOST_COLUMNS = 64;
const MOST_COUNT = 2 ** 32 - 2;

/** @throws {HeaptideError} `HT_E_NOT_A_SNAPSHOT`, `HT_E_BAD_SNAPSHOT`. */
export function parseHeader(text: string): SnapshotHeader {
  const header = recordOf(parse(text), 'its header');
  const meta = recordOf(header.meta, 'meta');
  const nodeFields = namesOf(meta.node_fields, 'node_fields');
  const edgeFields = namesOf(meta.edge_fields, 'edge_fields');
  const locationFields =
    meta.location_fields === undefined ? [] : namesOf(meta.location_fields, 'location_fields');
  return {
    nodeCount: countOf(header, 'node_count'),
    edgeCount: countOf(header, 'edge_count'),
    traceFunctionCount:
      header.trace_function_count === undefined ? 0 : countOf(header, 'trace_function_count'),
    extraNativeBytes: header.extra_native_bytes === undefined ? 0 : bytesOf(header.extra_native_bytes),
    node: {
      fields: nodeFields.length,
      type: columnOf(nodeFields, 'type'),
      name: columnOf(nodeFields, 'name'),
      id: columnOf(nodeFields, 'id'),
      selfSize: columnOf(nodeFields, 'self_size'),
      edgeCount: columnOf(nodeFields, 'edge_count'),
      traceNode: nodeFields.indexOf('trace_node_id'),
      detachedness: nodeFields.indexOf('detachedness'),
      types: translation(firstOf(meta.node_types, 'node_types'), NODE_TYPE_NAMES, NodeType.other),
    },
    edge: {
      fields: edgeFields.length,
      type: columnOf(edgeFields, 'type'),
      name: columnOf(edgeFields, 'name_or_index'),
      target: columnOf(edgeFields, 'to_node'),
      types: translation(firstOf(meta.edge_types, 'edge_types'), EDGE_TYPE_NAMES, EdgeType.other),
    },
    location: {
      fields: Math.max(1, locationFields.length),
      node: locationFields.indexOf('object_index'),
      script: locationFields.indexOf('script_id'),
      line: locationFields.indexOf('line'),
      column: locationFields.indexOf('column'),
    },
    traceFunctionFields: namesOf(meta.trace_function_info_fields ?? [], 'trace_function_info_fields'),
    traceNodeFields: namesOf(meta.trace_node_fields ?? [], 'trace_node_fields'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badSnapshot('its header is no valid JSON', error);
  }
}

function recordOf(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw notASnapshot(`${what} is no object`);
}

function namesOf(value: unknown, field: string): readonly string[] {
  if (Array.isArray(value) && value.length <= MOST_COLUMNS && value.every((name) => typeof name === 'string'))
    return value;
  throw badSnapshot(`meta.${field} is no list of names`);
}

function columnOf(fields: readonly string[], name: string): number {
  const column = fields.indexOf(name);
  if (column < 0) throw badSnapshot(`it has no column ${name}`);
  return column;
}

function firstOf(value: unknown, field: string): readonly unknown[] {
  const types: unknown = Array.isArray(value) ? value[0] : undefined;
  if (!Array.isArray(types) || types.length > 255) throw badSnapshot(`meta.${field} does not name the types`);
  return types;
}

function translation(types: readonly unknown[], ours: readonly string[], other: number): Uint8Array {
  return Uint8Array.from(types, (type) => {
    const index = typeof type === 'string' ? ours.indexOf(type) : -1;
    return index < 0 ? other : index;
  });
}

function countOf(header: Json, field: string): number {
  const count = header[field];
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= MOST_COUNT) return count;
  throw badSnapshot(`${field} is no count`);
}

function bytesOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : 0;
}
