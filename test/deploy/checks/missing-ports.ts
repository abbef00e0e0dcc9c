import { type Container, type Manifest, ofKind, type Probe } from '../manifest.js';

const PROBES = ['readinessProbe', 'livenessProbe'] as const;

/** Ports that are named and that no container has, and a port of the proxy that its own settings do not open. */
export function missingPorts(manifests: readonly Manifest[]): string[] {
  const deployments = ofKind(manifests, 'Deployment');
  const containers = deployments.flatMap(({ spec }) => spec.template.spec.containers);
  const isOpen = (port: number | string) => containers.some((container) => hasPort(container, port));
  const ofProbes = deployments.flatMap(({ metadata, spec }) =>
    spec.template.spec.containers.flatMap((container) =>
      PROBES.filter((probe) => !hasPort(container, portOf(container[probe]))).map(
        (probe) =>
          `Deployment ${metadata.name}: ${probe} asks port ${portOf(container[probe])}, which the container does not have`,
      ),
    ),
  );
  const ofServices = ofKind(manifests, 'Service').flatMap(({ metadata, spec }) =>
    spec.ports
      .filter(({ targetPort }) => !isOpen(targetPort))
      .map(({ targetPort }) => `Service ${metadata.name}: no container has the port ${targetPort}`),
  );
  const ofPolicies = ofKind(manifests, 'NetworkPolicy').flatMap(({ metadata, spec }) =>
    spec.ingress
      .flatMap(({ ports }) => ports)
      .filter(({ port }) => !isOpen(port))
      .map(({ port }) => `NetworkPolicy ${metadata.name}: no container has the port ${port}`),
  );
  return [...ofProbes, ...deployments.flatMap(unopenedPorts), ...ofServices, ...ofPolicies];
}

/** The variable that has the proxy open a port of that name. */
const OPENED_BY: Readonly<Record<string, string>> = {
  http: 'HEAPTIDE_PORT',
  debug: 'HEAPTIDE_DEBUG_ADDR',
  metrics: 'HEAPTIDE_METRICS_ADDR',
};

function unopenedPorts({ metadata, spec }: ReturnType<typeof ofKind<'Deployment'>>[number]): string[] {
  return spec.template.spec.containers.flatMap(({ ports, env }) =>
    ports.flatMap(({ name, containerPort }) => {
      const variable = OPENED_BY[name];
      const value = env.find((candidate) => candidate.name === variable)?.value;
      if (value !== undefined && Number(value.split(':').at(-1)) === containerPort) return [];
      return [`Deployment ${metadata.name}: port ${name} is ${containerPort}, but ${variable} is ${value}`];
    }),
  );
}

function hasPort({ ports }: Container, wanted: number | string): boolean {
  return ports.some(({ name, containerPort }) => name === wanted || containerPort === wanted);
}

function portOf(probe: Probe): number | string {
  return probe.httpGet.port;
}
