import { advisedHeapOption, fitsContainer, memoryWords } from '@heaptide/kube';
import { advice, fine, type Finding, problem, unknown } from './finding.js';
import { usageFinding } from './usage-finding.js';

/** What of `/debug/heap/stats` the checks go by; the answer is somebody else's, so nothing is certain to be there. */
export interface HeapStats {
  readonly service?: unknown;
  readonly versions?: unknown;
  readonly heapLimit?: unknown;
  readonly cgroup?: unknown;
  readonly memory?: unknown;
  readonly sampler?: unknown;
  readonly gaps?: unknown;
}

/** What a process itself says, by the statistics of its agent. */
export function statsFindings(stats: HeapStats): readonly Finding[] {
  return [heapLimitFinding(stats), usageOf(stats), versionFinding(stats), gapsFinding(stats)].filter(
    (finding) => finding !== undefined,
  );
}

/** The heap limit that V8 has in fact, and the limit that the kernel knows. */
export function heapLimitFinding({ heapLimit, cgroup }: Pick<HeapStats, 'heapLimit' | 'cgroup'>): Finding {
  const check = 'heap-limit';
  const limit = numberAt(cgroup, 'limit');
  if (typeof heapLimit !== 'number') return unknown(check, 'the process does not tell its heap limit');
  if (limit === undefined)
    return fine(check, `heap limit ${memoryWords(heapLimit)}; the process is in no limited cgroup`);
  const relation = `${memoryWords(heapLimit)} in ${memoryWords(limit)}`;
  if (fitsContainer(heapLimit, limit)) return fine(check, `the heap limit fits: ${relation}`);
  return problem(
    check,
    `the heap limit is too high: ${relation}, so that the kernel kills the process before V8 reacts`,
    `NODE_OPTIONS=${advisedHeapOption(limit)}`,
  );
}

function usageOf({ cgroup }: HeapStats): Finding | undefined {
  const limit = numberAt(cgroup, 'limit');
  const usage = numberAt(cgroup, 'usage');
  return limit === undefined || usage === undefined ? undefined : usageFinding(usage, limit);
}

function versionFinding({ versions }: HeapStats): Finding | undefined {
  if (typeof versions !== 'object' || versions === null) return undefined;
  const { node, heaptide } = versions as Record<string, unknown>;
  if (typeof node !== 'string' || typeof heaptide !== 'string') return undefined;
  return fine('agent', `agent ${heaptide} in Node.js ${node}`);
}

function gapsFinding({ gaps }: HeapStats): Finding | undefined {
  if (!Array.isArray(gaps) || gaps.length === 0) return undefined;
  const reason = (gaps.at(-1) as Record<string, unknown> | undefined)?.reason;
  const why = typeof reason === 'string' ? `: ${reason}` : '';
  return advice(
    'sampler',
    `the sampler was off for a while, ${gaps.length === 1 ? 'once' : `${gaps.length} times`}${why}`,
  );
}

function numberAt(value: unknown, field: string): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = (value as Record<string, unknown>)[field];
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}
