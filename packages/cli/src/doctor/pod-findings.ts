import {
  type ContainerFacts,
  debugAddress,
  heapFit,
  memoryWords,
  nodeOptions,
  type PodFacts,
} from '@heaptide/kube';
import { endingFinding } from './ending-finding.js';
import { advice, fine, type Finding, problem, unknown } from './finding.js';
import { mainProgramFinding } from './main-program-finding.js';

const MIB = 2 ** 20;
/** A heap snapshot needs several times the heap: below, a container has no room for one. */
const ROOM_FOR_SNAPSHOT = 1024 * MIB;
/** Volumes that outlive the container. */
const KEPT_VOLUMES: ReadonlySet<string | undefined> = new Set([
  'emptyDir',
  'persistentVolumeClaim',
  'hostPath',
  'csi',
  'nfs',
  'ephemeral',
]);

/** What the spec and the status of a pod say of one container of it, from what hurts most on. */
export function podFindings(pod: PodFacts, container: ContainerFacts): readonly Finding[] {
  return [
    stateFinding(pod, container),
    endingFinding(container),
    heapFitFinding(pod, container),
    mainProgramFinding(container),
    nearLimitSnapshotFinding(pod, container),
    endpointFinding(container),
    ringFinding(container),
    logFinding(container),
    livenessFinding(container),
  ].filter((finding) => finding !== undefined);
}

function stateFinding(pod: PodFacts, { state, name }: ContainerFacts): Finding {
  const check = 'running';
  if (pod.isTerminating) return problem(check, `the pod ${pod.name} is being deleted`);
  switch (state.kind) {
    case 'running':
      return fine(check, `container ${name} of pod ${pod.name} runs`);
    case 'waiting':
      return problem(
        check,
        `container ${name} waits: ${state.reason ?? 'no reason given'}`,
        `kubectl describe pod ${pod.name} --namespace ${pod.namespace}`,
      );
    case 'terminated':
      return problem(check, `container ${name} has ended: ${state.ending.words}`);
    case 'unknown':
      return unknown(
        check,
        `Kubernetes does not say whether container ${name} runs (${pod.phase ?? 'no phase'})`,
      );
  }
}

function heapFitFinding(pod: PodFacts, container: ContainerFacts): Finding {
  const check = 'heap-limit';
  const fit = heapFit(container, pod.memoryLimit);
  if (fit === undefined) {
    return advice(
      check,
      `container ${container.name} has no memory limit: it grows until the node runs short, and others may be killed for it`,
      'set resources.limits.memory',
    );
  }
  if (fit.fits) return fine(check, fit.words);
  const isSeenWhole =
    fit.isChosen || !(container.hasMoreEnv || container.envFromElsewhere.includes('NODE_OPTIONS'));
  const text = isSeenWhole ? fit.words : `${fit.words} (unless a config map or secret sets NODE_OPTIONS)`;
  return problem(check, text, `NODE_OPTIONS=${fit.advice}`);
}

function nearLimitSnapshotFinding(pod: PodFacts, container: ContainerFacts): Finding | undefined {
  const { fromEnvironment, fromCommand } = nodeOptions(container);
  const isAsked = [...fromEnvironment, ...fromCommand].some((option) =>
    option.startsWith('--heapsnapshot-near-heap-limit'),
  );
  const limit = Math.min(container.memoryLimit ?? Infinity, pod.memoryLimit ?? Infinity);
  if (!isAsked || limit >= ROOM_FOR_SNAPSHOT) return undefined;
  return problem(
    'near-limit-snapshot',
    `--heapsnapshot-near-heap-limit cannot work in ${memoryWords(limit)}: writing a snapshot takes several times the heap, so the kernel ends the process and leaves an empty file`,
    'HEAPTIDE_RING=DIR keeps captures, which are kilobytes',
  );
}

function endpointFinding(container: ContainerFacts): Finding {
  const check = 'endpoint';
  const told = debugAddress(container);
  if (told !== undefined) return fine(check, `${told.variable} is ${told.address}`);
  const { envFromElsewhere, hasMoreEnv } = container;
  if (hasMoreEnv || envFromElsewhere.includes('HEAPTIDE_ADDR'))
    return unknown(check, 'whether HEAPTIDE_ADDR is set cannot be told from the spec');
  return advice(
    check,
    'HEAPTIDE_ADDR is not set in the spec, so there is no endpoint unless the program starts one',
    'HEAPTIDE_ADDR=127.0.0.1:6060 with NODE_OPTIONS=--import=heaptide/register, or --attach',
  );
}

function ringFinding(container: ContainerFacts): Finding | undefined {
  const { env, readOnlyRootFilesystem, volumeMounts } = container;
  const directory = env.HEAPTIDE_RING;
  if (debugAddress(container) === undefined && directory === undefined) return undefined;
  const check = 'ring';
  if (directory === undefined)
    return advice(
      check,
      'no capture ring: a kill leaves nothing behind',
      'HEAPTIDE_RING=/captures on an emptyDir',
    );
  const mount = volumeMounts
    .filter(({ path }) => directory === path || directory.startsWith(path.endsWith('/') ? path : `${path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (mount?.isReadOnly === true)
    return problem(
      check,
      `the capture ring ${directory} is on a volume mounted read-only`,
      'mount it without readOnly',
    );
  if (mount !== undefined && KEPT_VOLUMES.has(mount.kind))
    return fine(check, `the capture ring ${directory} survives a restart of the container`);
  if (readOnlyRootFilesystem)
    return problem(
      check,
      `the capture ring ${directory} cannot be written: the root file system is read-only`,
      `mount an emptyDir at ${directory}`,
    );
  return problem(
    check,
    `the capture ring ${directory} is lost with the container`,
    `mount an emptyDir at ${directory}`,
  );
}

function logFinding({ terminationMessagePolicy }: ContainerFacts): Finding | undefined {
  if (terminationMessagePolicy === 'FallbackToLogsOnError') return undefined;
  return advice(
    'termination-message',
    'what the program says last is not kept in the status of the pod',
    'terminationMessagePolicy: FallbackToLogsOnError',
  );
}

function livenessFinding(container: ContainerFacts): Finding | undefined {
  const { livenessPort } = container;
  const debugPort = Number(/:(\d+)$/.exec(debugAddress(container)?.address ?? '')?.[1] ?? NaN);
  if (livenessPort === undefined || livenessPort !== debugPort) return undefined;
  return problem(
    'liveness',
    `the liveness probe asks the debug port ${debugPort}: a process that is being profiled may be restarted for it`,
    "probe the program's own port",
  );
}
