// Twelve handlers one around another, made once, and the last 4,000 answers, the oldest of which makes room.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const ANSWERS_LIMIT = 4000;
const answers = new Map();

function keepAnswer(unit) {
  const answer = { unit, body: freshText(300) };
  answers.set(unit, answer);
  if (answers.size > ANSWERS_LIMIT) answers.delete(answers.keys().next().value);
  return answer;
}

function wrap(next) {
  return function handler(unit) {
    return next(unit);
  };
}

let handle = keepAnswer;
for (let depth = 0; depth < 12; depth++) handle = wrap(handle);

serveWork(function answerOne(unit) {
  return handle(unit).body.length;
});
