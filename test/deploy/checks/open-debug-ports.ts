import { type Manifest, ofKind } from '../manifest.js';

/** Services that lead to heap profiles or metrics, and an endpoint beyond loopback without a token. */
export function openDebugPorts(manifests: readonly Manifest[]): string[] {
  const deployments = ofKind(manifests, 'Deployment');
  const containers = deployments.flatMap(({ spec }) => spec.template.spec.containers);
  const inner = containers
    .flatMap(({ ports }) => ports)
    .filter(({ name }) => name !== 'http')
    .flatMap(({ name, containerPort }) => [name, containerPort]);
  const ofServices = ofKind(manifests, 'Service').flatMap(({ metadata, spec }) =>
    spec.ports
      .filter(({ targetPort }) => inner.includes(targetPort))
      .map(
        ({ targetPort }) =>
          `Service ${metadata.name}: leads to the port ${targetPort}, which is for nobody else`,
      ),
  );
  const ofEndpoints = deployments
    .filter(({ spec }) =>
      spec.template.spec.containers.some(({ env }) => {
        const address = env.find(({ name }) => name === 'HEAPTIDE_DEBUG_ADDR')?.value;
        const hasToken = env.some(({ name }) => name === 'HEAPTIDE_TOKEN');
        return address !== undefined && !address.startsWith('127.') && !hasToken;
      }),
    )
    .map(({ metadata }) => `Deployment ${metadata.name}: heap profiles beyond loopback, without a token`);
  return [...ofServices, ...ofEndpoints];
}
