import { ApiValue } from './api-value.js';
import { type ContainerEnding, endingOf } from './ending/container-ending.js';
import { memoryBytes } from './quantity.js';

/** `sidecar`: an init container that keeps running; `ephemeral`: one that `kubectl debug` added. */
export type ContainerKind = 'main' | 'sidecar' | 'ephemeral';

export type ContainerState =
  | { readonly kind: 'running'; readonly startedAt: number | undefined }
  | { readonly kind: 'waiting'; readonly reason: string | undefined }
  | { readonly kind: 'terminated'; readonly ending: ContainerEnding }
  /** Kubernetes has not said yet. */
  | { readonly kind: 'unknown' };

export interface ContainerPort {
  readonly name: string | undefined;
  readonly port: number;
}

export interface VolumeMount {
  readonly path: string;
  readonly volume: string;
  /** `emptyDir`, `configMap` and so on, as the API names it. */
  readonly kind: string | undefined;
  readonly isReadOnly: boolean;
}

/**
 * What Kubernetes knows of one container. Plain data; bytes and milliseconds of the epoch; whatever is not known is
 * `undefined`. All texts are hostile until sanitised.
 */
export interface ContainerFacts {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly image: string | undefined;
  readonly ports: readonly ContainerPort[];
  readonly memoryLimit: number | undefined;
  readonly memoryRequest: number | undefined;
  /** Only what the pod's spec says outright. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables whose values come from elsewhere: a secret, a config map, the pod itself. */
  readonly envFromElsewhere: readonly string[];
  /** Whether whole config maps or secrets are in its environment besides, so that no variable is known to be absent. */
  readonly hasMoreEnv: boolean;
  /** In place of the image's entry point; empty for the image's own. */
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly restartCount: number;
  readonly isReady: boolean;
  readonly state: ContainerState;
  /** How the life before this one ended. */
  readonly lastEnding: ContainerEnding | undefined;
  readonly hasPreStop: boolean;
  readonly livenessPort: number | undefined;
  readonly terminationMessagePolicy: string | undefined;
  readonly runAsUser: number | undefined;
  readonly readOnlyRootFilesystem: boolean;
  readonly volumeMounts: readonly VolumeMount[];
}

/** What the containers of a pod have in common, and decides about each. */
export interface PodSurroundings {
  readonly runAsUser: number | undefined;
  /** Kind of each volume by its name. */
  readonly volumes: ReadonlyMap<string, string>;
}

/** Reads a container of a pod's `spec` and its `status`; `undefined` where it has no name. */
export function containerFacts(
  kind: ContainerKind,
  spec: ApiValue,
  status: ApiValue,
  pod: PodSurroundings,
): ContainerFacts | undefined {
  const name = spec.at('name').text;
  if (name === undefined) return undefined;
  const ports = spec.at('ports').items.flatMap(portOf);
  const memoryLimit = memoryOf(spec, 'limits');
  const variables = spec.at('env').items;
  return {
    name,
    kind,
    image: spec.at('image').text,
    ports,
    memoryLimit,
    memoryRequest: memoryOf(spec, 'requests'),
    env: Object.fromEntries(variables.flatMap(literalOf)),
    envFromElsewhere: variables
      .filter((variable) => variable.at('valueFrom').isThere)
      .flatMap((variable) => variable.at('name').text ?? []),
    hasMoreEnv: spec.at('envFrom').items.length > 0,
    command: spec.at('command').texts,
    args: spec.at('args').texts,
    restartCount: Math.max(0, status.at('restartCount').integer ?? 0),
    isReady: status.at('ready').flag ?? false,
    state: stateOf(status.at('state'), memoryLimit),
    lastEnding: endingOf(status.at('lastState', 'terminated'), memoryLimit),
    hasPreStop: spec.at('lifecycle', 'preStop').isThere,
    livenessPort: livenessPort(spec.at('livenessProbe'), ports),
    terminationMessagePolicy: spec.at('terminationMessagePolicy').text,
    runAsUser: spec.at('securityContext', 'runAsUser').integer ?? pod.runAsUser,
    readOnlyRootFilesystem: spec.at('securityContext', 'readOnlyRootFilesystem').flag ?? false,
    volumeMounts: spec.at('volumeMounts').items.flatMap((mount) => mountOf(mount, pod.volumes)),
  };
}

/** Memory under `resources` of a container or of a pod, in bytes. */
export function memoryOf(spec: ApiValue, bound: 'limits' | 'requests'): number | undefined {
  const bytes = memoryBytes(spec.at('resources', bound, 'memory'));
  return bytes !== undefined && bytes > 0 ? bytes : undefined;
}

function portOf(value: ApiValue): readonly ContainerPort[] {
  const port = portNumber(value.at('containerPort').integer);
  const protocol = value.at('protocol').text ?? 'TCP';
  return port === undefined || protocol !== 'TCP' ? [] : [{ name: value.at('name').text, port }];
}

/** `port` where there is such a one. */
export function portNumber(port: number | undefined): number | undefined {
  return port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}

function literalOf(variable: ApiValue): readonly (readonly [string, string])[] {
  const name = variable.at('name').text;
  if (name === undefined || variable.at('valueFrom').isThere) return [];
  // The API leaves an empty value out.
  const value = variable.at('value').isThere ? variable.at('value').text : '';
  return value === undefined ? [] : [[name, value]];
}

function stateOf(state: ApiValue, memoryLimit: number | undefined): ContainerState {
  const running = state.at('running');
  if (running.isThere) return { kind: 'running', startedAt: running.at('startedAt').moment };
  const ending = endingOf(state.at('terminated'), memoryLimit);
  if (ending !== undefined) return { kind: 'terminated', ending };
  const waiting = state.at('waiting');
  return waiting.isThere ? { kind: 'waiting', reason: waiting.at('reason').text } : { kind: 'unknown' };
}

function livenessPort(probe: ApiValue, ports: readonly ContainerPort[]): number | undefined {
  for (const way of ['httpGet', 'tcpSocket', 'grpc']) {
    const port = probe.at(way, 'port');
    const found =
      portNumber(port.integer) ?? ports.find(({ name }) => name !== undefined && name === port.text)?.port;
    if (found !== undefined) return found;
  }
  return undefined;
}

function mountOf(mount: ApiValue, volumes: ReadonlyMap<string, string>): readonly VolumeMount[] {
  const path = mount.at('mountPath').text;
  const volume = mount.at('name').text;
  if (path === undefined || volume === undefined) return [];
  return [{ path, volume, kind: volumes.get(volume), isReadOnly: mount.at('readOnly').flag ?? false }];
}
