// Paths that were seen are entered in a tree by their segments, each node with a map of its children.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const root = { children: new Map(), hits: 0 };

function addNode(parent, segment) {
  const node = { children: new Map(), hits: 0 };
  parent.children.set(segment, node);
  return node;
}

serveWork(function visit(unit) {
  let node = root;
  for (const segment of ['shop', 'c' + (unit % 7), 'item-' + unit, 'view']) {
    node = node.children.get(segment) ?? addNode(node, segment);
    node.hits++;
  }
  return node.hits;
});
