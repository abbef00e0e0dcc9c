// A map of forty users, each with a set that grows: the outer one does not.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const pagesByUser = new Map();

function pagesOf(user) {
  let pages = pagesByUser.get(user);
  if (pages === undefined) {
    pages = new Set();
    pagesByUser.set(user, pages);
  }
  return pages;
}

function notePage(unit) {
  const page = { unit, path: `/p/${unit}` };
  pagesOf(unit % 40).add(page);
}

serveWork(function showPage(unit) {
  notePage(unit);
});
