'use strict';

const sessions = new Map();

function createSession(id) {
  const session = { id, opened: Date.now(), cart: [] };
  sessions.set(id, session);
  return session;
}

module.exports = { createSession };
