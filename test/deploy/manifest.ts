import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

type Labels = Readonly<Record<string, string>>;

interface Metadata {
  readonly name: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

export interface Probe {
  readonly httpGet: { readonly path: string; readonly port: number | string };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env: readonly Variable[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly resources: {
    readonly limits: { readonly memory: string };
    readonly requests: { readonly memory: string };
  };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

export interface Deployment {
  readonly kind: 'Deployment';
  readonly metadata: Metadata;
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Labels };
    readonly template: {
      readonly metadata: { readonly labels: Labels; readonly annotations?: Labels };
      readonly spec: {
        readonly serviceAccountName: string;
        readonly terminationGracePeriodSeconds: number;
        readonly topologySpreadConstraints: readonly {
          readonly labelSelector: { readonly matchLabels?: Labels };
        }[];
        readonly containers: readonly Container[];
        readonly volumes?: readonly {
          readonly name: string;
          readonly emptyDir: { readonly sizeLimit: string };
        }[];
      };
    };
  };
}

export interface Service {
  readonly kind: 'Service';
  readonly metadata: Metadata;
  readonly spec: {
    readonly selector: Labels;
    readonly ports: readonly { readonly name: string; readonly targetPort: number | string }[];
  };
}

export interface PodDisruptionBudget {
  readonly kind: 'PodDisruptionBudget';
  readonly metadata: Metadata;
  readonly spec: { readonly maxUnavailable: number; readonly selector: { readonly matchLabels: Labels } };
}

export interface NetworkPolicy {
  readonly kind: 'NetworkPolicy';
  readonly metadata: Metadata;
  readonly spec: {
    readonly podSelector: { readonly matchLabels: Labels };
    readonly ingress: readonly { readonly ports: readonly { readonly port: number | string }[] }[];
  };
}

export interface ServiceAccount {
  readonly kind: 'ServiceAccount';
  readonly metadata: Metadata;
}

export interface Role {
  readonly kind: 'Role';
  readonly metadata: Metadata;
  readonly rules: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

export interface RoleBinding {
  readonly kind: 'RoleBinding';
  readonly metadata: Metadata;
  readonly roleRef: { readonly name: string };
}

/** An object as far as our checks look at it; that it has this shape is what the schemas are asked first. */
export type Manifest =
  Deployment | Service | PodDisruptionBudget | NetworkPolicy | ServiceAccount | Role | RoleBinding;

type OfKind<Kind extends Manifest['kind']> = Extract<Manifest, { readonly kind: Kind }>;

/** Those of one kind, in their order. */
export function ofKind<Kind extends Manifest['kind']>(
  manifests: readonly Manifest[],
  kind: Kind,
): OfKind<Kind>[] {
  return manifests.filter((manifest): manifest is OfKind<Kind> => manifest.kind === kind);
}

/** The documents of a YAML text; empty ones are left out. Throws for what is no YAML, duplicate keys among it. */
export function parseManifests(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  if ('empty' in documents) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    const content: unknown = document.toJS();
    return content === null ? [] : [content];
  });
}

export function readManifests(path: string): unknown[] {
  return parseManifests(readFileSync(path, 'utf8'));
}
