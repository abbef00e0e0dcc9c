// CommonJS: an array that a module exports, and nobody empties.
'use strict';

const audit = require('./commonjs/audit.cjs');

import('../../../../fixtures/corpus/server.mjs').then(({ serveWork }) => {
  serveWork(function readOne(unit) {
    audit.record(unit);
  });
});
