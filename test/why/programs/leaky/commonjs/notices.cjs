'use strict';

const notices = [];

function makeNotice(unit) {
  const notice = { unit, read: false };
  return notice;
}

exports.notify = (unit) => void notices.push(makeNotice(unit));
