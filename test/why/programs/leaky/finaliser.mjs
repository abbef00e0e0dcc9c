// A registry of finalisation whose held value is the object itself.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const registry = new FinalizationRegistry(() => {});
const current = { token: null };

function track(unit) {
  const token = { unit, text: 'token ' + unit };
  registry.register(current, token);
  return token;
}

serveWork(function handle(unit) {
  return track(unit).text.length;
});
