import type { ApiObject } from './api-object.js';
import type { PodObject } from './pod-object.js';
import type { ResourceName } from './resource-kinds.js';

/** The form in which `kubectl get` asks for objects that it shows as a table. */
export function wantsTable(accept: string | undefined): boolean {
  return accept?.includes('as=Table') === true;
}

/** A `meta.k8s.io/v1` table with the columns that `kubectl get` shows. */
export function table(resource: ResourceName, objects: readonly ApiObject[], metadata: object): object {
  const columns = resource === 'pods' ? ['Name', 'Ready', 'Status', 'Restarts', 'Age'] : ['Name', 'Age'];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map((name) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority: 0,
    })),
    rows: objects.map((object) => ({
      cells: [
        object.metadata.name,
        ...(resource === 'pods' ? podCells(object as unknown as PodObject) : []),
        age(object),
      ],
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}

function podCells({ status }: PodObject): readonly string[] {
  const statuses = status.containerStatuses;
  const waiting = statuses.find(({ state }) => state.waiting)?.state.waiting?.reason;
  const terminated = statuses.find(({ state }) => state.terminated)?.state.terminated?.reason;
  const restarts = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const ready = statuses.filter((each) => each.ready).length;
  return [`${ready}/${statuses.length}`, waiting ?? terminated ?? status.phase, String(restarts)];
}

function age({ metadata }: ApiObject): string {
  return `${Math.max(0, Math.floor((Date.now() - Date.parse(metadata.creationTimestamp)) / 1_000))}s`;
}
