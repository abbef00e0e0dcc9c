import type { InspectorRecord } from './inspector-connection.js';

/** A value of the process as the protocol describes it, as far as we look at it. */
export interface RemoteObject {
  readonly type?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
  readonly description?: string;
}

/** An argument of `Runtime.callFunctionOn`. */
export type CallArgument =
  { readonly value: unknown } | { readonly objectId: string } | { readonly unserializableValue: string };

/** Hands a value of the process back to it. */
export function argumentOf(object: RemoteObject | undefined): CallArgument {
  if (object?.objectId !== undefined) return { objectId: object.objectId };
  if (object?.unserializableValue !== undefined) return { unserializableValue: object.unserializableValue };
  return { value: object?.value ?? null };
}

export function recordOf(value: unknown): InspectorRecord {
  return typeof value === 'object' && value !== null ? (value as InspectorRecord) : {};
}

export function listOf(value: unknown): readonly InspectorRecord[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
