'use strict';

const { createSession } = require('./session-table.cjs');

exports.route = (unit) => createSession(`session-${unit}`).cart.length;
