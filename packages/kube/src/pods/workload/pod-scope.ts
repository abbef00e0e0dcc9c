import type { PodFacts } from '../pod-facts.js';
import type { ServicePort } from './service-port.js';

/** Which pods a workload has, now and later. */
export interface PodScope {
  /** As a person writes it: `deploy/web`. */
  readonly name: string;
  readonly namespace: string;
  /** Narrows a list of pods down, in the API's own words. */
  readonly query: Readonly<Record<string, string>>;
  /** Of a service. */
  readonly servicePorts: readonly ServicePort[];
  /** Those of `pods`, which the query let through, that belong to it. May ask the cluster. */
  members(pods: readonly PodFacts[], signal?: AbortSignal): Promise<readonly PodFacts[]>;
}

/** Where the pods of a namespace are listed. */
export function podsPath(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
}

/** The order of pods in a list: those that are going away last, then the newest first. */
export function byAge(a: PodFacts, b: PodFacts): number {
  return (
    Number(a.isTerminating) - Number(b.isTerminating) ||
    (b.createdAt ?? 0) - (a.createdAt ?? 0) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}
