// A frozen dictionary of drafts is copied for each new one.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const editor = { drafts: Object.freeze({}) };

function makeDraft(unit) {
  return { unit, text: `draft ${unit}` };
}

serveWork(function edit(unit) {
  editor.drafts = Object.freeze({ ...editor.drafts, [`draft-${unit}`]: makeDraft(unit) });
});
