// Two closures of one call share its scope: one of them uses the view before, so the other keeps it, and that its own.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

let shown;

function viewText() {
  return freshText(600);
}

function showNext(unit) {
  const before = shown;
  const goBack = () => {
    shown = before;
  };
  shown = { text: viewText(), close: () => unit };
  return goBack.length;
}

serveWork(function navigate(unit) {
  showNext(unit);
});
