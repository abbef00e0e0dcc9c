'use strict';

function makeLimits() {
  return Array.from({ length: 20 }, (_, at) => ({ at, most: at * 10 }));
}

exports.limits = makeLimits();
