import { KubeError } from '../../kube-error.js';
import { clipWords } from '../clip-words.js';
import { type ContainerFacts, portNumber } from '../container-facts.js';
import { debugAddress } from '../debug-address.js';
import type { PodFacts } from '../pod-facts.js';
import type { ServicePort } from './service-port.js';

/** What a person said of where to go in a pod. */
export interface PortWish {
  /** A number, or the name of a port: of a service where one was named, else of a container. */
  readonly port?: string | undefined;
  readonly container?: string | undefined;
  readonly servicePorts?: readonly ServicePort[];
}

export interface ChosenPort {
  readonly port: number;
  /** The container that it belongs to, by all that is known. */
  readonly container: ContainerFacts;
}

/** Names of a port that tell what it is for, the best first. */
const DEBUG_NAMES = ['debug', 'heaptide', 'pprof'];
const DEFAULT_PORT = 6060;
const ADDRESS = /^\s*(?:.*:)?(\d{1,5})\s*$/;

/**
 * The port of a pod to read profiles at: the one that was asked for; else the container port that is named `debug`,
 * `heaptide` or `pprof`; else that of the address in the pod's spec; else 6060. All containers of a pod share its ports,
 * so a port needs not be declared.
 * @throws {KubeError} `not-found` for a container or a name of a port that the pod does not have.
 */
export function choosePort(pod: PodFacts, { port, container, servicePorts = [] }: PortWish = {}): ChosenPort {
  const containers = container === undefined ? pod.containers : [containerNamed(pod, container)];
  const [main] = containers.filter(({ name }) => name === pod.defaultContainer).concat(containers);
  if (main === undefined) throw new KubeError('not-found', `pod/${pod.name} has no containers`);
  const ofNumber = (number: number): ChosenPort => ({
    port: number,
    container: containers.find((one) => one.ports.some((declared) => declared.port === number)) ?? main,
  });
  if (port !== undefined) {
    const target = targetOf(port, servicePorts);
    if (typeof target === 'number') return ofNumber(target);
    const named = portNamed(containers, target);
    if (named !== undefined) return named;
    throw new KubeError('not-found', noSuchPort(pod, port, target, containers));
  }
  for (const name of DEBUG_NAMES) {
    const named = portNamed(containers, name);
    if (named !== undefined) return named;
  }
  for (const one of containers) {
    const found = addressPort(one);
    if (found !== undefined) return { port: found, container: one };
  }
  return ofNumber(DEFAULT_PORT);
}

/** The container of a pod with that name. @throws {KubeError} `not-found`. */
export function containerNamed(pod: PodFacts, name: string): ContainerFacts {
  const found = pod.containers.find((container) => container.name === name);
  if (found !== undefined) return found;
  const names = pod.containers.map((container) => container.name).join(', ');
  throw new KubeError('not-found', clipWords(`pod/${pod.name} has no container ${name}; it has ${names}`));
}

/** Where a port leads that a person named: through the service, where it is one of its own, else straight into the pod. */
function targetOf(port: string, services: readonly ServicePort[]): number | string {
  const number = /^\d{1,5}$/.test(port) ? portNumber(Number(port)) : undefined;
  const service = services.find((one) => (number === undefined ? one.name === port : one.port === number));
  return service?.target ?? number ?? port;
}

function portNamed(containers: readonly ContainerFacts[], name: string): ChosenPort | undefined {
  for (const container of containers) {
    const port = container.ports.find((declared) => declared.name === name);
    if (port !== undefined) return { port: port.port, container };
  }
  return undefined;
}

/** 0 lets the system choose, so it tells none. */
function addressPort(container: ContainerFacts): number | undefined {
  const address = debugAddress(container)?.address;
  if (address === undefined) return undefined;
  const digits = ADDRESS.exec(address)?.[1];
  return digits === undefined ? DEFAULT_PORT : portNumber(Number(digits));
}

function noSuchPort(
  pod: PodFacts,
  port: string,
  target: string,
  containers: readonly ContainerFacts[],
): string {
  const names = containers.flatMap(({ ports }) => ports.flatMap(({ name }) => name ?? []));
  const wanted = port === target ? port : `${port}, which leads to ${target}`;
  const has = names.length === 0 ? 'it names none' : `it has ${names.join(', ')}`;
  return clipWords(`pod/${pod.name} has no port named ${wanted}; ${has}`);
}
