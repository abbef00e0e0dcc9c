// CommonJS: a file was edited while it ran, and both editions are at work. Where the leaking function is, the earlier
// edition had another, whose notices are not kept.
'use strict';

const { readFileSync } = require('node:fs');
const Module = require('node:module');

const file = require.resolve('./commonjs/notices.cjs');
const text = readFileSync(file, 'utf8');

function load(edition) {
  const loaded = new Module(file, module);
  loaded.paths = module.paths;
  loaded._compile(edition, file);
  return loaded.exports;
}

const earlier = load(
  text.replace('function makeNotice(unit) {', 'var makeNotice = (unit) => {').replace('notices.push', ''),
);
const current = load(text);

import('../../../../fixtures/corpus/server.mjs').then(({ serveWork }) => {
  serveWork(function notifyBoth(unit) {
    earlier.notify(unit);
    current.notify(unit);
  });
});
