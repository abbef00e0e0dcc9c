// A linked list of forty steps for each request, dropped with it.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function addStep(previous, name) {
  return { previous, name };
}

serveWork(function handle(unit) {
  let step;
  for (let i = 0; i < 40; i++) step = addStep(step, `step ${unit}.${i}`);
  return step.name.length;
});
