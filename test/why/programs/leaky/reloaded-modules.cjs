// CommonJS: settings are read anew by requiring their file again, after it was taken out of the cache. The list of
// children of the module that requires it still has every one of them.
'use strict';

function reload() {
  delete require.cache[require.resolve('./commonjs/settings.cjs')];
  return require('./commonjs/settings.cjs');
}

import('../../../../fixtures/corpus/server.mjs').then(({ serveWork }) => {
  serveWork(function reloadOne() {
    return reload().limits.length;
  });
});
