import { type Container, type Manifest, ofKind } from '../manifest.js';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};
const MIB = 2 ** 20;
/** docs/proxy-operations.md: what a proxy takes besides its heap. */
const OUTSIDE_HEAP_BYTES = 48 * MIB;
const SEMI_SPACES = 3;
const DEFAULT_RING_BYTES = 16 * MIB;

/**
 * Containers whose heap does not fit, that may be thrown off their node for using more than they asked for, or whose ring
 * may have the pod evicted: what is written is beside what it replaces for a moment.
 */
export function tightMemory(manifests: readonly Manifest[]): string[] {
  return ofKind(manifests, 'Deployment').flatMap(({ metadata, spec }) => {
    const { containers, volumes = [] } = spec.template.spec;
    const rings = volumes
      .filter(({ emptyDir }) => bytesOf(emptyDir.sizeLimit) < 2 * DEFAULT_RING_BYTES)
      .map(({ name }) => `the volume ${name} may be smaller than what the ring takes`);
    const problems = [...containers.flatMap(ofContainer), ...rings];
    return problems.map((problem) => `Deployment ${metadata.name}: ${problem}`);
  });
}

function ofContainer({ resources, env }: Container): string[] {
  const { limits, requests } = resources;
  const heap = heapBytes(env.find(({ name }) => name === 'NODE_OPTIONS')?.value ?? '');
  const left = bytesOf(limits.memory) - OUTSIDE_HEAP_BYTES;
  return [
    ...(limits.memory === requests.memory ? [] : ['memory is requested otherwise than limited']),
    ...(heap <= left ? [] : [`a heap of ${heap / MIB} MiB does not fit into ${limits.memory}`]),
  ];
}

/** V8's whole heap by its options; without them it is whatever Node finds right. */
function heapBytes(nodeOptions: string): number {
  const mebibytes = (option: string) =>
    Number(new RegExp(`--${option}=(\\d+)`).exec(nodeOptions)?.[1] ?? Infinity);
  return (mebibytes('max-old-space-size') + SEMI_SPACES * mebibytes('max-semi-space-size')) * MIB;
}

function bytesOf(quantity: string): number {
  const [, number, unit] = /^(\d+)(\D*)$/.exec(quantity)!;
  return Number(number) * UNITS[unit!]!;
}
