// A function that calls itself for the parts of what it makes; the whole is kept.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const documents = new Map();

function parseNode(unit, depth) {
  const node = { unit, depth, children: [] };
  if (depth > 0) for (let i = 0; i < 2; i++) node.children.push(parseNode(unit, depth - 1));
  return node;
}

serveWork(function parse(unit) {
  documents.set(`document-${unit}`, parseNode(unit, 2));
});
