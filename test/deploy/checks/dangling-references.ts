import { readFileSync } from 'node:fs';
import { GUIDE } from '../deploy-files.js';
import { type Manifest, ofKind } from '../manifest.js';

const SECRET_MADE = /kubectl create secret generic (\S+) [^\n]*--from-literal=([a-z]+)=/g;

/** Service accounts and roles that are not there, and Secrets that our guide does not say how to make. */
export function danglingReferences(manifests: readonly Manifest[]): string[] {
  const has = (kind: Manifest['kind'], name: string) =>
    manifests.some((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  const guide = readFileSync(GUIDE, 'utf8');
  const secrets = [...guide.matchAll(SECRET_MADE)].map(([, name, key]) => `${name}/${key}`);
  const ofDeployments = ofKind(manifests, 'Deployment').flatMap(({ metadata, spec }) => {
    const { containers, serviceAccountName } = spec.template.spec;
    const keys = containers.flatMap(({ env }) =>
      env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []),
    );
    const problems = [
      ...(has('ServiceAccount', serviceAccountName) ? [] : [`no service account ${serviceAccountName}`]),
      ...keys
        .filter(({ name, key }) => !secrets.includes(`${name}/${key}`))
        .map(({ name, key }) => `nobody is told to make a Secret ${name} with the key ${key}`),
    ];
    return problems.map((problem) => `Deployment ${metadata.name}: ${problem}`);
  });
  const ofBindings = ofKind(manifests, 'RoleBinding')
    .filter(({ roleRef }) => !has('Role', roleRef.name))
    .map(({ metadata, roleRef }) => `RoleBinding ${metadata.name}: no role ${roleRef.name}`);
  return [...ofDeployments, ...ofBindings];
}
