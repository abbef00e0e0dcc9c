/** Variables that say how the heap is bounded and measured, and no secret. */
const KEPT: ReadonlySet<unknown> = new Set([
  'NODE_OPTIONS',
  'HEAPTIDE_ADDR',
  'HEAPTIDE_RING',
  'HEAPTIDE_INTERVAL',
]);
const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];
/** What kubectl keeps of the object that was applied, with all its values. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A pod as the API gives it, without what its environment holds; the variables that concern the heap stay, and the names of all. */
export function withoutEnvironment(pod: unknown): unknown {
  if (!isRecord(pod)) return pod;
  const { spec, metadata } = pod;
  return {
    ...pod,
    ...(isRecord(metadata) ? { metadata: withoutApplied(metadata) } : {}),
    ...(isRecord(spec) ? { spec: withoutValues(spec) } : {}),
  };
}

function withoutApplied(metadata: Record<string, unknown>): unknown {
  const { annotations } = metadata;
  if (!isRecord(annotations)) return metadata;
  const kept = Object.entries(annotations).filter(([name]) => name !== LAST_APPLIED);
  return { ...metadata, annotations: Object.fromEntries(kept) };
}

function withoutValues(spec: Record<string, unknown>): unknown {
  const lists = LISTS.flatMap((list): (readonly [string, unknown])[] => {
    const containers = spec[list];
    return Array.isArray(containers) ? [[list, containers.map(containerWithout)]] : [];
  });
  return { ...spec, ...Object.fromEntries(lists) };
}

function containerWithout(container: unknown): unknown {
  if (!isRecord(container) || !Array.isArray(container.env)) return container;
  return { ...container, env: container.env.map(variableWithout) };
}

function variableWithout(variable: unknown): unknown {
  if (!isRecord(variable) || KEPT.has(variable.name)) return variable;
  return { name: variable.name };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
