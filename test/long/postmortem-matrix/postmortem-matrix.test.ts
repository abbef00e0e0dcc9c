/** Real deaths on every Node.js that heaptide supports, and what `heaptide postmortem` says of them. */
import { describePostmortems } from '../../heapsnapshot/postmortem-cases.js';
import { describeEachNode } from '../../support/describe-each-node.js';

await describeEachNode((node) => describePostmortems(node, { everyDeath: true }), { atOnce: false });
