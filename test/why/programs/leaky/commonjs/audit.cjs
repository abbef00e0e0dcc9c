'use strict';

exports.entries = [];

exports.record = function record(unit) {
  exports.entries.push({ unit, action: 'read', at: unit * 10 });
};
