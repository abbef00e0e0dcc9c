// CommonJS: the table is a variable of a module two requires away, which exports only functions.
'use strict';

const { route } = require('./commonjs/router.cjs');

import('../../../../fixtures/corpus/server.mjs').then(({ serveWork }) => {
  serveWork(function visit(unit) {
    return route(unit);
  });
});
