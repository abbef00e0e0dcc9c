import { describeBusyMain } from '../agent/describe-busy-main.js';
import { describeEachNode } from '../support/describe-each-node.js';

await describeEachNode(({ execPath }) => describeBusyMain(execPath), { atOnce: false });
