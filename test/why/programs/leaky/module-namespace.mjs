// The map is another module's, which this one knows by its namespace only.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';
import * as store from './namespace/store.mjs';

function makeDraft(unit) {
  return { id: unit, title: `draft ${unit}`, lines: [unit] };
}

serveWork(function saveDraft(unit) {
  store.keepDraft(makeDraft(unit));
});
