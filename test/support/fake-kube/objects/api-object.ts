/** What every object of the API has. Its spec and status are what the kind makes of them. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredMetadata;
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly [field: string]: unknown;
}

/** An object as a test writes it; the store adds what is missing, as an API server does. */
export interface NewObject {
  readonly metadata: ObjectMetadata;
  readonly spec?: unknown;
  readonly status?: unknown;
  readonly [field: string]: unknown;
}

export interface ObjectMetadata {
  readonly name: string;
  /** `default` when absent, and dropped for kinds that live in none. */
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly OwnerReference[];
}

export interface StoredMetadata extends ObjectMetadata {
  readonly uid: string;
  readonly creationTimestamp: string;
  readonly resourceVersion: string;
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

/** The time as Kubernetes writes it: to the second. */
export function apiTime(time: Date = new Date()): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
