// The site is a constructor of a library; the list is the program's.
import { Document } from 'yaml';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const drafts = [];

function startDraft(unit) {
  const draft = new Document({ unit });
  drafts.push(draft);
  return draft;
}

serveWork(function edit(unit) {
  if (unit % 4 === 0) startDraft(unit);
});
