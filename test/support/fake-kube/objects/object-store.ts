import { randomUUID } from 'node:crypto';
import { type ApiObject, type NewObject, apiTime } from './api-object.js';
import { type ResourceName, apiVersionOf, kindOf } from './resource-kinds.js';

/** One change of one object. */
export interface StoreChange {
  readonly resourceVersion: number;
  readonly resource: ResourceName;
  readonly object: ApiObject;
  /** What it was before; absent for a new one. */
  readonly previous?: ApiObject;
  readonly isDeletion: boolean;
}

const KEPT_CHANGES = 1_000;

/** The objects of a cluster and their latest changes, so that a watch can go on where a list ended. */
export class ObjectStore {
  #version = 1;
  readonly #objects = new Map<string, ApiObject>();
  readonly #changes: StoreChange[] = [];
  readonly #listeners = new Set<(change: StoreChange) => void>();

  get resourceVersion(): number {
    return this.#version;
  }

  /** Creates or replaces. An object that was there keeps its uid and time of creation unless told otherwise. */
  put(resource: ResourceName, object: NewObject): ApiObject {
    const kind = kindOf(resource);
    const { namespace = 'default', ...metadata } = object.metadata;
    const key = keyOf(resource, kind.isNamespaced ? namespace : undefined, metadata.name);
    const previous = this.#objects.get(key);
    const stored: ApiObject = {
      ...object,
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: {
        uid: previous?.metadata.uid ?? randomUUID(),
        creationTimestamp: previous?.metadata.creationTimestamp ?? apiTime(),
        ...metadata,
        ...(kind.isNamespaced && { namespace }),
        resourceVersion: String(++this.#version),
      },
    };
    this.#objects.set(key, stored);
    this.#tell(resource, stored, previous, false);
    return stored;
  }

  /** False when there is none. */
  delete(resource: ResourceName, namespace: string, name: string): boolean {
    const key = keyOf(resource, kindOf(resource).isNamespaced ? namespace : undefined, name);
    const previous = this.#objects.get(key);
    if (!previous) return false;
    this.#objects.delete(key);
    const last = {
      ...previous,
      metadata: { ...previous.metadata, resourceVersion: String(++this.#version) },
    };
    this.#tell(resource, last, previous, true);
    return true;
  }

  get(resource: ResourceName, namespace: string | undefined, name: string): ApiObject | undefined {
    return this.#objects.get(keyOf(resource, namespace, name));
  }

  /** In the order of their names, as an API server lists them. */
  list(resource: ResourceName, namespace?: string): readonly ApiObject[] {
    const prefix = namespace === undefined ? `${resource}/` : `${resource}/${namespace}/`;
    return [...this.#objects]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  /** The changes after a version; `undefined` when it is too old for all of them to be known. */
  changesSince(resourceVersion: number): readonly StoreChange[] | undefined {
    const oldest = this.#changes[0];
    if (oldest && resourceVersion < oldest.resourceVersion - 1) return undefined;
    return this.#changes.filter((change) => change.resourceVersion > resourceVersion);
  }

  /** Returns what ends the subscription. */
  onChange(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(
    resource: ResourceName,
    object: ApiObject,
    previous: ApiObject | undefined,
    isDeletion: boolean,
  ): void {
    const resourceVersion = this.#version;
    const change = { resourceVersion, resource, object, ...(previous && { previous }), isDeletion };
    this.#changes.push(change);
    if (this.#changes.length > KEPT_CHANGES) this.#changes.shift();
    for (const listener of [...this.#listeners]) listener(change);
  }
}

function keyOf(resource: ResourceName, namespace: string | undefined, name: string): string {
  return `${resource}/${namespace ?? ''}/${name}`;
}
