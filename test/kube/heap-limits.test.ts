import { it } from 'vitest';
import { createMemoryCgroup } from '../support/memory-cgroup.js';
import { describeHeapLimits } from './support/describe-heap-limits.js';

const probe = createMemoryCgroup(2 ** 28);
if (typeof probe === 'string') it('has memory cgroups', ({ skip }) => skip(probe));
else {
  probe.remove();
  const { version, execPath } = process;
  describeHeapLimits({ version: version.slice(1), execPath });
}
