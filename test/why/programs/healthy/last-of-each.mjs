// The last answer of each of 500 hosts: an entry is replaced, none is added.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const lastAnswers = {};

function noteAnswer(unit) {
  const answer = { unit, status: 200 };
  lastAnswers[`host${unit % 500}`] = answer;
  return answer;
}

serveWork(function ask(unit) {
  return noteAnswer(unit).status;
});
