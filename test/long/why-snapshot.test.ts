import { describeEachNode } from '../support/describe-each-node.js';
import { describeHolders } from '../why-snapshot/support/describe-holders.js';
import { HEALTHY, HIDDEN_LEAKS } from '../why-snapshot/support/snapshot-programs.js';

await describeEachNode(({ execPath }) => describeHolders([...HIDDEN_LEAKS, ...HEALTHY], execPath), {
  atOnce: false,
});
