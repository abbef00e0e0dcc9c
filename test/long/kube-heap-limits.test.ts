import { describeHeapLimits } from '../kube/support/describe-heap-limits.js';
import { describeEachNode } from '../support/describe-each-node.js';

await describeEachNode(describeHeapLimits, { atOnce: false });
