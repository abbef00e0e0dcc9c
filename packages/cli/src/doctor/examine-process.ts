import { totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { cgroupMemory } from '@heaptide/agent/cgroup';
import { heapFlags, heapLimit } from '@heaptide/kube';
import {
  describeProcess,
  listProcesses,
  nameOf,
  nodeOptionsOf,
  type ProcessFacts,
  refusalBefore,
} from '@heaptide/targets/attach';
import { fine, type Finding, problem } from './finding.js';
import { heapLimitFinding } from './stats-findings.js';
import { usageFinding } from './usage-finding.js';

/** A process of this machine as it is seen from outside: nothing is sent to it. */
export function examineProcess(pid: number): readonly Finding[] {
  const facts = describeProcess(pid);
  if (facts === undefined) return [problem('process', `there is no process with the number ${pid}`)];
  const refusal = refusalBefore(facts, listProcesses());
  const attach =
    refusal === undefined
      ? fine('attach', `pid ${pid} (${nameOf(facts)}) can be attached to: it listens to SIGUSR1`)
      : problem('attach', refusal);
  return [attach, ...memoryFindings(facts)];
}

function memoryFindings(facts: ProcessFacts): readonly Finding[] {
  const cgroup = cgroupMemory((path) => readText(path.replace('/proc/self/', `/proc/${facts.pid}/`)));
  const limit = heapLimit(heapFlags(nodeOptionsOf(facts)), cgroup?.limit ?? totalmem());
  return [
    heapLimitFinding({ heapLimit: limit, cgroup }),
    ...(cgroup === undefined ? [] : [usageFinding(cgroup.usage, cgroup.limit)]),
  ];
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
